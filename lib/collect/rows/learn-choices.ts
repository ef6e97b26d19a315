import type { Mapping } from "@/lib/collect/rows/derive-rows";
import type { ClientMapping } from "@/lib/collect/rows/mapping";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import { resolveChoices } from "@/lib/kpi/resolve-choices";
import { addDays, type CalendarDay } from "@/lib/values/calendar-day";
import type { KpiMetric } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

/** What the account rows of a read teach about the mapping. */
export interface Learned {
  /** The mapping that the window is derived with. */
  readonly mapping: Mapping;
  /** `version`: a new one has to be stored; `since`: choices of the same version reach further back. */
  readonly change: null | { readonly kind: "version" | "since"; readonly reason: string };
  /** Stored days to derive anew, in the transaction that stores the change; null for all of them. */
  readonly rederive: Window | null;
}

/**
 * Resolves what is still unresolved on the account's own rows (never a campaign's: incident 17), and lets known choices reach back to the
 * earliest day on which their type occurs. A first hit is a new version by "system"; nothing that was chosen is ever changed. Pure.
 */
export function learnChoices(mapping: ClientMapping, accountRows: readonly InsightRow[]): Learned {
  const resolution = resolveChoices({
    candidates: mapping.candidates,
    current: mapping.choices,
    days: accountRows.map((row) => ({ date: row.date_start as CalendarDay, raw: row })),
  });
  const { choices, newlyResolved, movedEarlier } = resolution;
  if (newlyResolved.length > 0 || mapping.version === 0) {
    return {
      mapping: { version: mapping.version + 1, choices },
      change: { kind: "version", reason: reasonOf(newlyResolved) },
      rederive: null,
    };
  }
  const [first] = movedEarlier;
  if (!first) return { mapping, change: null, rederive: null };
  let [since, until] = [first.from, addDays(first.to, -1)];
  for (const { from, to } of movedEarlier) {
    if (from < since) since = from;
    if (addDays(to, -1) > until) until = addDays(to, -1);
  }
  return {
    mapping: { version: mapping.version, choices },
    change: { kind: "since", reason: "" },
    rederive: { since, until },
  };
}

function reasonOf(kpis: readonly KpiMetric[]): string {
  return kpis.length === 0 ? "first collection; nothing to measure yet" : `first seen: ${kpis.join(", ")}`;
}
