import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { defaultCandidates } from "@/lib/kpi/catalogue";
import { deriveKpis } from "@/lib/kpi/derive-kpis";
import { sumFigures } from "@/lib/kpi/figures";
import { figures } from "@/lib/kpi/fixtures/days";
import type { RawLists } from "@/lib/kpi/raw-lists";
import { resolveChoices } from "@/lib/kpi/resolve-choices";
import { parseCalendarDay } from "@/lib/values/calendar-day";

const folder = path.resolve(import.meta.dirname, "../../../shared/data");
const totalsFile = path.join(folder, "expected-totals.json");
const isThere = existsSync(totalsFile);
const files = ["recorded-age-gender-day.jsonl", "recorded-campaign-day.jsonl", "open-campaign-days.jsonl"];

type Row = RawLists & { date_start: string; spend?: string; impressions?: string; clicks?: string };
type Totals = Record<
  "total_spend" | "total_impressions" | "total_clicks" | "reservations" | "reservation_value" | "leads",
  string | null
>;

/** Real answers of Meta, where they are on this machine (shared/data/README.md). */
describe.skipIf(!isThere)("rows of real accounts", () => {
  const expected: Record<string, Record<string, Totals>> = isThere
    ? JSON.parse(readFileSync(totalsFile, "utf8"))
    : {};

  test.each(files)("incident 15: %s gives exactly its expected totals", (file) => {
    const periods = expected[file] ?? {};
    expect(Object.keys(periods)).toContain("all");
    const rows = readFileSync(path.join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Row);
    const days = rows.map((row) => ({ date: parseCalendarDay(row.date_start), raw: row }));
    const { choices } = resolveChoices({ candidates: defaultCandidates, current: null, days });
    for (const [period, totals] of Object.entries(periods)) {
      const inPeriod = rows.filter((row) => period === "all" || row.date_start.startsWith(period));
      const sums = sumFigures(
        inPeriod.map((row) => ({
          ...figures({
            total_spend: row.spend ?? 0,
            total_impressions: row.impressions ?? 0,
            total_clicks: row.clicks ?? 0,
          }),
          ...deriveKpis(row, choices, parseCalendarDay(row.date_start)),
        })),
      );
      for (const metric of Object.keys(totals) as (keyof Totals)[]) {
        if ((metric as string) === "rows") continue;
        expect([metric, sums[metric]?.toFixed() ?? null]).toEqual([metric, totals[metric]]);
      }
    }
  });
});
