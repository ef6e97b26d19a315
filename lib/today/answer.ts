import type { DataState } from "@/lib/today/data-state";
import type { CalendarDay } from "@/lib/values/calendar-day";

/** What the first sentence of Today says, and then its second part; the page has the words. */
export interface TodayAnswer {
  readonly rule:
    | "unread"
    | "no_clients"
    | "portal"
    | "clients"
    | "unwatched"
    | "uncalled"
    | "unknown"
    | "incomplete"
    | "all_complete";
  /** Clients that need somebody, of all shown. */
  readonly need: number;
  readonly all: number;
  /** Whether those that are complete have yesterday, too; before 04:00 on an account’s clocks it is not due yet. */
  readonly toYesterday: boolean;
  readonly rest: readonly TodayRest[];
}

/** Worse first, each once. */
export type TodayRest =
  | { readonly kind: "uncalled" }
  | { readonly kind: "unwatched" }
  | { readonly kind: "unchecked" }
  | { readonly kind: "unread" }
  | { readonly kind: "unknown" | "unjudged"; readonly count: number }
  | { readonly kind: "missing" | "unreconciled" | "late" | "waiting" | "complete"; readonly count: number };

export interface TodayFacts {
  /** State of each shown client, and whether an open alert asks somebody to do something about it. */
  readonly clients: readonly { readonly needed: boolean; readonly data: DataState }[];
  /** The day before today on the agency’s clock. */
  readonly yesterday: CalendarDay;
  /** Open alerts of the agency as a whole that ask somebody. */
  readonly portal: number;
  /** Clients about whose figures a check has no answer that it should have. */
  readonly unknown: number;
  /** Clients of whom a check has no answer because there is nothing to compare: no doubt about today's figures, and said all the same. */
  readonly unjudged: number;
  /** Alerts and what the checks said could not be read: whether they ran is not known either. */
  readonly unread: boolean;
  /** The checks did not run lately, for nobody: for single ones that is `unknown`. */
  readonly unchecked: boolean;
  /** Nobody calls the collection, so that nothing will be read. */
  readonly uncalled: boolean;
  /** Nobody watches from outside. */
  readonly unwatched: boolean;
}

/**
 * The one sentence of Today, by the first rule that holds, worse news first; the same facts always give the same sentence. "All complete" is
 * said only where every client is, no check is in doubt, and collection and monitor are called (R13); who could not be judged is said with it. Pure.
 */
export function todayAnswer(facts: TodayFacts): TodayAnswer {
  const { clients, portal, unknown, unjudged, unread, unchecked, uncalled, unwatched, yesterday } = facts;
  const all = clients.length;
  const need = clients.filter(({ needed }) => needed).length;
  const others = clients.filter(({ needed }) => !needed);
  const count = (...kinds: readonly DataState["kind"][]) =>
    others.filter(({ data }) => kinds.includes(data.kind)).length;
  const complete = count("complete", "no_delivery");
  const toYesterday = clients.every(({ data }) => !("until" in data) || data.until >= yesterday);
  const states: TodayRest[] = [
    { kind: "missing", count: count("missing") },
    { kind: "unreconciled", count: count("unreconciled") },
    { kind: "late", count: count("late") },
    { kind: "waiting", count: count("not_due") },
  ];
  const open = states.filter((part) => "count" in part && part.count > 0);
  const doubts: TodayRest[] = [
    ...(uncalled ? [{ kind: "uncalled" } as const] : []),
    ...(unwatched ? [{ kind: "unwatched" } as const] : []),
    ...(unread ? [{ kind: "unread" } as const] : []),
    ...(unchecked ? [{ kind: "unchecked" } as const] : []),
    ...(unknown > 0 ? [{ kind: "unknown", count: unknown } as const] : []),
  ];
  const doubtsBut = (said: TodayRest["kind"]) => doubts.filter(({ kind }) => kind !== said);
  const rest: TodayRest[] = unjudged > 0 ? [{ kind: "unjudged", count: unjudged }] : [];
  const done: TodayRest[] = complete > 0 ? [{ kind: "complete", count: complete }] : [];
  const say = (rule: TodayAnswer["rule"], first: readonly TodayRest[]): TodayAnswer => ({
    rule,
    need,
    all,
    toYesterday,
    rest: all === 0 ? first : [...first, ...rest],
  });

  if (all === 0) return say("no_clients", []);
  if (portal > 0 && need === 0) return say("portal", [...doubts, ...open, ...done]);
  if (need > 0) return say("clients", [...done, ...open, ...doubts]);
  if (unwatched) return say("unwatched", [...doubtsBut("unwatched"), ...open, ...done]);
  if (uncalled) return say("uncalled", [...doubtsBut("uncalled"), ...open, ...done]);
  if (unknown > 0 || unchecked || unread) return say("unknown", [...doubts, ...open, ...done]);
  if (open.length > 0) return say("incomplete", [...open, ...done]);
  return say("all_complete", []);
}
