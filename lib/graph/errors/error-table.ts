import type { ErrorClass, SmallerPages } from "@/lib/graph/errors/graph-error";

/** One line of graph-api.md §5.3. A rule fits when all that it names fits; of those that fit, the first one decides. */
export interface ErrorRule {
  /** A code, a range of codes (both inclusive), or `any`. */
  readonly code: number | readonly [number, number] | "any";
  /** Absent = whatever the subcode. */
  readonly subcode?: number;
  /** An English fragment, in lower case, only where §5.3 names one: texts are localised (F36). */
  readonly says?: string;
  readonly class: ErrorClass;
  /** The least to wait, in ms, when Meta's headers say nothing. `tier` = 300 s on the Limited tier, 60 s on the Full one. */
  readonly wait?: number | "tier";
  readonly needsConfirmation?: true;
  readonly smallerPages?: SmallerPages;
  readonly means: string;
}

const minute = 60_000;
const hour = 60 * minute;

/** Codes and subcodes first, message fragments only where they are the sole difference; the plain code last. */
export const errorTable: readonly ErrorRule[] = [
  { code: -3, subcode: 1504045, class: "SPLIT_ASYNC", means: "async report too large" },
  { code: -2, subcode: 2490547, class: "RETRY", means: "async report failed" },

  { code: 1, subcode: 2853001, class: "FIX_PERMISSION", means: "profile not linked to delegate page" },
  {
    code: 1,
    says: "reduce the amount of data",
    class: "REDUCE",
    smallerPages: "always",
    means: "too much data asked for",
  },
  { code: 1, class: "RETRY", means: "unknown, usually with HTTP 500" },

  { code: 2, subcode: 1504038, class: "SPLIT_ASYNC", means: "sync insights timed out" },
  { code: 2, subcode: 1504041, class: "PERMANENT", means: "invalid breakdown combination" },
  { code: 2, subcode: 1504042, class: "PERMANENT", means: "invalid custom metric" },
  { code: 2, subcode: 1504043, class: "RETRY", means: "intermittent" },
  { code: 2, subcode: 1504044, class: "RETRY", means: "too heavy, or a field Meta stopped building" },
  { code: 2, class: "RETRY", means: "service temporarily unavailable" },

  { code: 3, class: "PERMANENT", means: "method or capability not allowed for the app" },

  { code: 4, subcode: 1504022, class: "WAIT_APP", wait: minute, means: "insights platform overloaded" },
  { code: 4, subcode: 1504039, class: "WAIT_APP", wait: minute, means: "too many calls of the app" },
  { code: 4, class: "WAIT_APP", wait: minute, means: "call limit of the app" },
  { code: 341, class: "WAIT_APP", wait: minute, means: "temporary limit of the app" },

  { code: 10, class: "FIX_PERMISSION", means: "permission denied" },
  { code: 17, class: "WAIT_ACCOUNT", wait: "tier", means: "too many calls to this ad account" },
  { code: 32, class: "WAIT_ACCOUNT", wait: "tier", means: "page limit" },

  { code: 100, subcode: 33, class: "FIX_PERMISSION", means: "object missing or no rights to it" },
  {
    code: 100,
    subcode: 1487534,
    class: "REDUCE",
    smallerPages: "of_one_day",
    means: "too many rows in one call",
  },
  { code: 100, subcode: 1504018, class: "SPLIT_ASYNC", means: "sync insights timed out" },
  { code: 100, subcode: 3191001, class: "FIX_PERMISSION", means: "permission" },
  { code: 100, says: "appsecret_proof", class: "FIX_CREDENTIALS", means: "appsecret_proof missing or wrong" },
  { code: 100, says: "missing permission", class: "FIX_PERMISSION", means: "missing permissions" },
  { code: 100, says: "missing perms", class: "FIX_PERMISSION", means: "missing permissions" },
  {
    code: 100,
    says: "is not valid for fields param",
    class: "PERMANENT",
    means: "field unknown in this version",
  },
  {
    code: 100,
    says: "nonexisting summary field",
    class: "REDUCE",
    means: "report refuses a field when read",
  },
  {
    code: 100,
    says: "there while creating the report run",
    class: "REDUCE",
    means: "reader asks more than the report has",
  },
  { code: 100, says: "action_attribution_windows", class: "PERMANENT", means: "unknown attribution window" },
  // §2.2: `debug_token` says this now and then to the very owner.
  {
    code: 100,
    says: "owner or developer of the app",
    class: "RETRY",
    means: "spurious answer of debug_token",
  },
  { code: 100, class: "PERMANENT", means: "invalid parameter" },

  { code: 102, class: "FIX_CREDENTIALS", means: "session" },
  { code: 104, class: "FIX_CREDENTIALS", means: "token missing or incorrect signature" },
  { code: 190, subcode: 459, class: "FIX_CREDENTIALS", needsConfirmation: true, means: "user checkpointed" },
  { code: 190, subcode: 490, class: "FIX_CREDENTIALS", needsConfirmation: true, means: "user checkpointed" },
  { code: 190, subcode: 464, class: "FIX_CREDENTIALS", needsConfirmation: true, means: "user unconfirmed" },
  // 458 app removed, 460 password changed, 463 expired, 467 logged out, 492 page roles: all the same to us.
  { code: 190, class: "FIX_CREDENTIALS", means: "token invalid" },
  { code: [200, 299], class: "FIX_PERMISSION", means: "permission or access tier" },
  {
    code: 368,
    class: "FIX_CREDENTIALS",
    wait: 24 * hour,
    needsConfirmation: true,
    means: "blocked for policy",
  },

  { code: 506, class: "PERMANENT", means: "duplicate post, not met when reading" },
  { code: 613, subcode: 1996, class: "WAIT_ACCOUNT", wait: hour, means: "unusual call volume" },
  { code: 613, class: "WAIT_ACCOUNT", wait: "tier", means: "custom rate limit" },
  { code: 803, class: "PERMANENT", means: "alias not found" },
  { code: 960, class: "RETRY", means: "batch partly timed out" },
  { code: 1150, class: "RETRY", means: "unknown" },
  { code: 1609005, class: "RETRY", means: "link error" },
  { code: 2500, class: "PERMANENT", means: "query cannot be parsed, or no token on /me" },
  { code: 2601, class: "RETRY", means: "report read before it is finished" },
  { code: 2635, class: "VERSION", means: "dead API version" },
  { code: 2641, class: "PERMANENT", means: "node or edge refused" },
  { code: 2642, class: "RESTART_PAGING", means: "invalid cursor" },
  { code: 3018, class: "CLAMP", means: "start older than 37 months" },
  { code: [80000, 80014], class: "WAIT_ACCOUNT", wait: "tier", means: "business use case limit" },

  {
    code: "any",
    says: "too many requests in batch",
    class: "PERMANENT",
    means: "more than 50 items in a batch",
  },
];

/** What an answer without an error object of Meta's means, by HTTP status; everything else is an unknown failure. */
export const statusTable: readonly {
  readonly status: readonly [number, number];
  readonly class: ErrorClass;
}[] = [
  { status: [413, 413], class: "PERMANENT" },
  { status: [429, 429], class: "WAIT_ACCOUNT" },
  { status: [500, 599], class: "RETRY" },
];
