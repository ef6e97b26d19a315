/** What to do about a failed call (graph-api.md §5.2). Decided by code and subcode, by text only where §5.3 says so (F36). */
export const errorClasses = [
  "RETRY",
  "WAIT_ACCOUNT",
  "WAIT_APP",
  "REDUCE",
  "SPLIT_ASYNC",
  "FIX_CREDENTIALS",
  "FIX_PERMISSION",
  "RESTART_PAGING",
  "CLAMP",
  "PERMANENT",
  "VERSION",
] as const;
export type ErrorClass = (typeof errorClasses)[number];

/** Where the same question in smaller pages may be answered: always (F02), or once it is of one day, fewer of which cannot be asked (F03). */
export type SmallerPages = "always" | "of_one_day";

/**
 * Where the failure was seen. `meta` = an error object of Meta; `http` = a status without one; `unreadable` = a body that is not the
 * JSON it should be; `shape` = JSON of another shape; `foreign_next`, `cursor_loop`, `page_cap` = the guards of paging; `stopped` = the
 * caller's signal; `paced` = not asked, because Meta's usage headers say that it would be refused.
 */
export type ErrorReason =
  | "meta"
  | "http"
  | "network"
  | "timeout"
  | "unreadable"
  | "shape"
  | "foreign_next"
  | "cursor_loop"
  | "page_cap"
  | "stopped"
  | "paced";

/**
 * A failed read, safe to store and to show: `message` holds no token, secret or proof (R12).
 * The class is what remains to be done once the client's own tries are used up: `RETRY` here means "again in a later pass".
 */
export interface GraphError {
  readonly class: ErrorClass;
  readonly reason: ErrorReason;
  /** Meta's codes; null where Meta named none. */
  readonly code: number | null;
  readonly subcode: number | null;
  /** Meta's `type`; says nothing about the class (graph-api.md §5.1). */
  readonly type?: string;
  readonly message: string;
  readonly fbtrace_id: string | null;
  /** null when no answer came. */
  readonly http_status: number | null;
  /** Milliseconds that Meta asks us to stay away, or the least that the table asks for; absent when nobody says. */
  readonly retryAfterMs?: number;
  /** `retryAfterMs` is Meta's own word, not only the least of the table. */
  readonly retryStated?: true;
  readonly smallerPages?: SmallerPages;
  /** The next try would have come after the caller's deadline: it is the caller's to make, `retryAfterMs` from now. */
  readonly cutShort?: true;
  /** A person must act at Facebook; the token may come back to life by itself afterwards: keep it (190/459, 490, 464; 368). */
  readonly needsConfirmation?: true;
  /** The code is not in the table: the account fails after two more tries, and somebody should look. */
  readonly unknownCode?: true;
}
