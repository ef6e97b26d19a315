import type { ErrorClass, ErrorReason, GraphError } from "@/lib/graph/errors/graph-error";

/** What is not asked again at once: these would come back the same however often, or may not be asked now. */
const classes: { readonly [Reason in ErrorReason]?: ErrorClass } = {
  shape: "PERMANENT",
  foreign_next: "PERMANENT",
  page_cap: "PERMANENT",
  paced: "WAIT_ACCOUNT",
};

/** An error that Meta did not name: RETRY where asking again can help. `message` must be free of secrets. */
export function failure(reason: ErrorReason, message: string, status: number | null): GraphError {
  return {
    class: classes[reason] ?? "RETRY",
    reason,
    code: null,
    subcode: null,
    message,
    fbtrace_id: null,
    http_status: status,
  };
}

export const stoppedByCaller: GraphError = failure("stopped", "Stopped by the caller.", null);
