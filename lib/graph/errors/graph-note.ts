import type { ErrorClass, ErrorReason } from "@/lib/graph/errors/graph-error";

/** Something worth a log line or a metric. Paths come without query; no note holds a token, secret or proof (R12). */
export type GraphNote =
  | {
      readonly kind: "call";
      readonly path: string;
      /** null when no answer came. */
      readonly status: number | null;
      readonly ms: number;
      readonly outcome: "ok" | ErrorReason;
      readonly code: number | null;
      readonly subcode: number | null;
      readonly fbtrace_id: string | null;
      /** `x-fb-request-id`, `x-fb-trace-id`, `x-fb-rev` and the like, as far as present. */
      readonly trace: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "retry";
      readonly path: string;
      readonly class: ErrorClass;
      readonly attempt: number;
      readonly waitMs: number;
    }
  | { readonly kind: "restart"; readonly path: string }
  /** F02: the read goes on with fewer rows per page. */
  | { readonly kind: "smaller_pages"; readonly path: string; readonly limit: number }
  /** Meta's budgets are nearly used up: the next call came later (graph-api.md §6.3). */
  | { readonly kind: "pace"; readonly path: string; readonly waitMs: number }
  /** C06, C05: the `next` link was not followed. */
  | {
      readonly kind: "paging_refused";
      readonly path: string;
      readonly reason: "foreign_next" | "cursor_loop" | "page_cap";
    }
  /** Meta answered with another version than asked, or warns about it (F17). */
  | {
      readonly kind: "version";
      readonly asked: string;
      readonly answered?: string;
      readonly warning?: string;
    }
  /** F45: a usage header that could not be read was ignored. */
  | { readonly kind: "usage_unreadable"; readonly header: string };
