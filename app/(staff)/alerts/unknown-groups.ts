import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import type { UnknownCheck } from "@/lib/today/read-alerts";

/** Checks that have no answer for the same clients for the same reason: one line, whatever their number. */
export interface UnknownGroup extends Omit<UnknownCheck, "check"> {
  readonly checks: readonly UnknownCheck["check"][];
}

/** What the filters leave of all that could not be evaluated. */
export interface UnknownList {
  readonly groups: readonly UnknownGroup[];
  /** Checks, each once, however many reasons it has; and the answers that are missing as a whole. */
  readonly count: number;
}

/**
 * What stands under "Not evaluated", null where nothing does: of one check, where one is asked for. A check's answer is no client's, manager's or
 * severity's, so those filters leave it out. Pure.
 */
export function unknownList({
  unknown,
  unchecked,
  unevaluated,
  address: { filters },
}: Pick<AlertsPage, "unknown" | "unchecked" | "unevaluated" | "address">): UnknownList | null {
  if (filters.state !== "all" && filters.state !== "open") return null;
  if (filters.client || filters.severity || filters.manager) return null;
  const rows = unknown.filter(({ check }) => !filters.check || check === filters.check);
  const count = new Set(rows.map(({ check }) => check)).size + (unchecked || unevaluated > 0 ? 1 : 0);
  if (count === 0) return null;
  const alike = Map.groupBy(rows, ({ reason, clients }) => [reason, ...clients].join("\n"));
  const groups = [...alike.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { reason, clients } = first;
    const at = own
      .map((one) => one.at)
      .reduce((a, b) => (a.epochMilliseconds <= b.epochMilliseconds ? a : b));
    return { reason, clients, at, checks: own.map(({ check }) => check) };
  });
  return { groups, count };
}
