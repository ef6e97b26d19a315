import type { ErrorReason, GraphError } from "@/lib/graph/graph-error";

/** Would come back the same however often it is asked. */
const final: ReadonlySet<ErrorReason> = new Set(["shape", "foreign_next", "page_cap"]);

/** An error that Meta did not name: RETRY, or PERMANENT where asking again cannot help. `message` must be free of secrets. */
export function failure(reason: ErrorReason, message: string, status: number | null): GraphError {
  return {
    class: final.has(reason) ? "PERMANENT" : "RETRY",
    reason,
    code: null,
    subcode: null,
    message,
    fbtrace_id: null,
    http_status: status,
  };
}

export const stoppedByCaller: GraphError = failure("stopped", "Stopped by the caller.", null);
