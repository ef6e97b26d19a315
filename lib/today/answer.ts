import type { DataState } from "@/lib/today/data-state";

/** What the first sentence of Today says, and then its second part; the page has the words. */
export interface TodayAnswer {
  readonly rule:
    | "unread"
    | "no_clients"
    | "portal"
    | "clients"
    | "unwatched"
    | "unknown"
    | "incomplete"
    | "all_complete";
  /** Clients that need somebody, of all shown. */
  readonly need: number;
  readonly all: number;
  readonly rest: readonly TodayRest[];
}

/** Worse first, each once. */
export type TodayRest =
  | { readonly kind: "unwatched" }
  | { readonly kind: "unknown"; readonly count: number }
  | { readonly kind: "missing" | "unreconciled" | "late" | "waiting" | "complete"; readonly count: number };

export interface TodayFacts {
  /** State of each shown client, and whether an open alert asks somebody to do something about it. */
  readonly clients: readonly { readonly needed: boolean; readonly data: DataState["kind"] }[];
  /** Open alerts of the agency as a whole that ask somebody. */
  readonly portal: number;
  /** Checks that could not be evaluated somewhere, or never ran at all. */
  readonly unknown: number;
  /** Nobody watches from outside. */
  readonly unwatched: boolean;
}

/**
 * The one sentence of Today, by the first rule that holds, worse news first; the same facts always give the same sentence. "All complete" is
 * said only where every client is, no check is unknown and the monitor lives (R13). Pure.
 */
export function todayAnswer({ clients, portal, unknown, unwatched }: TodayFacts): TodayAnswer {
  const all = clients.length;
  const need = clients.filter(({ needed }) => needed).length;
  const others = clients.filter(({ needed }) => !needed);
  const count = (...kinds: readonly DataState["kind"][]) =>
    others.filter(({ data }) => kinds.includes(data)).length;
  const complete = count("complete", "no_delivery");
  const states: TodayRest[] = [
    { kind: "missing", count: count("missing") },
    { kind: "unreconciled", count: count("unreconciled") },
    { kind: "late", count: count("late") },
    { kind: "waiting", count: count("not_due") },
  ];
  const open = states.filter((part) => "count" in part && part.count > 0);
  const doubts: TodayRest[] = [
    ...(unwatched ? [{ kind: "unwatched" } as const] : []),
    ...(unknown > 0 ? [{ kind: "unknown", count: unknown } as const] : []),
  ];
  const done: TodayRest[] = complete > 0 ? [{ kind: "complete", count: complete }] : [];
  const say = (rule: TodayAnswer["rule"], rest: readonly TodayRest[]): TodayAnswer => ({
    rule,
    need,
    all,
    rest,
  });

  if (all === 0) return say("no_clients", []);
  if (portal > 0 && need === 0) return say("portal", [...doubts, ...open, ...done]);
  if (need > 0) return say("clients", [...done, ...open, ...doubts]);
  if (unwatched) return say("unwatched", [...doubts.slice(1), ...open, ...done]);
  if (unknown > 0) return say("unknown", [...open, ...done]);
  if (open.length > 0) return say("incomplete", [...open, ...done]);
  return say("all_complete", []);
}
