import { describe, expect, test } from "vitest";
import { addsAmounts } from "@/lib/kpi/catalogue";
import { buildReport } from "@/lib/report/build-report";
import { metricKeys, reportSchema } from "@/lib/report/document";
import { hotelJantar, unreconciledSpend, withAccountDays, withDay } from "@/lib/report/fixtures/hotel";

const october = hotelJantar();
const mixed = withAccountDays(october, { until: "2026-10-14", currency: "EUR" });

describe("a currency that changed within the month (R8, R11, incident 40)", () => {
  test("is named in the document, which says nothing of it where nothing changed", () => {
    const report = buildReport(mixed);
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(report.account_changes).toEqual([
      { since: "2026-10-15", field: "currency", from: "EUR", to: "PLN" },
    ]);
    expect(buildReport(october)).not.toHaveProperty("account_changes");
  });

  test("amounts of the month are never added: no sum, no cost, no return on spend", () => {
    const { figures } = buildReport(mixed);
    for (const metric of metricKeys) {
      if (!addsAmounts(metric) || figures[metric].days === 0) continue;
      expect(figures[metric]).toMatchObject({ value: null, state: null, unavailable: "currency_changed" });
      expect(figures[metric].inputs?.sums).toBeUndefined();
      expect(figures[metric].comparisons.previous.kind).toBe("not_comparable");
    }
    expect(figures.total_spend.days).toBe(31);
    expect(figures.total_spend.comparisons.previous.reason).toBe("currency_changed");
    expect(figures.leads.unavailable).toBe("not_measured");
  });

  test("what is counted stays: impressions, reservations, click rates", () => {
    const [before, after] = [buildReport(october).figures, buildReport(mixed).figures];
    for (const metric of ["total_impressions", "reservations", "ctr"] as const) {
      expect(after[metric]).toEqual(before[metric]);
    }
  });

  test("campaigns, the row of none and the reconciliation have no amounts of it either", () => {
    const { campaigns, unattributed, appendix } = buildReport(mixed);
    for (const row of [...campaigns, unattributed]) {
      expect(row.figures).toMatchObject({
        total_spend: null,
        reservation_value: null,
        roas: null,
        cpm: null,
      });
      expect(row.figures.reservations).not.toBeNull();
    }
    expect(appendix.reconciliation.map(({ metric }) => metric)).not.toContain("total_spend");
    expect(appendix.reconciliation.map(({ metric }) => metric)).toContain("reservations");
  });

  test("each day keeps its amount and says in which currency it is not the report's", () => {
    const { daily, currency } = buildReport(mixed);
    expect(currency).toBe("PLN");
    expect(daily[13]).toMatchObject({ currency: "EUR", figures: { total_spend: "40.25" } });
    expect(daily[14]).not.toHaveProperty("currency");
  });

  test("an unreconciled day in it is still told", () => {
    const report = buildReport(
      withAccountDays(withDay(mixed, "2026-10-20", unreconciledSpend), {
        ...{ until: "2026-10-14", currency: "EUR" },
      }),
    );
    expect(report.reconciled).toBe(false);
    expect(report.unreconciled).toHaveLength(1);
  });
});

describe("a currency that changed before or after the month", () => {
  test("a whole month after the change is added up, compared only in what is not an amount, and drawn alone", () => {
    const report = buildReport(withAccountDays(october, { until: "2026-09-30", currency: "EUR" }));
    const { total_spend, reservations, roas } = report.figures;
    expect(report).not.toHaveProperty("account_changes");
    expect(total_spend.value).toBe("1247.75");
    expect(total_spend.comparisons.previous).toMatchObject({
      kind: "not_comparable",
      reason: "other_currency",
    });
    expect(total_spend.sparkline?.map(({ value }) => value !== null)).toEqual([
      ...Array(12).fill(false),
      true,
    ]);
    expect(reservations.comparisons.previous.kind).toBe("percent");
    expect(roas.sparkline?.every(({ value }) => value !== null)).toBe(true);
  });

  test("incident 40 a month keeps the currency and zone it was read in, whatever the account has now", () => {
    const account = { ...october.account, currency: "EUR", zone: "Europe/Berlin" };
    const report = buildReport({ ...october, account });
    expect(report).toMatchObject({ currency: "PLN", time_zone: "Europe/Warsaw" });
    expect(report.figures.total_spend.value).toBe("1247.75");
    expect(report.account_changes).toEqual([
      { since: null, field: "currency", from: "PLN", to: "EUR" },
      { since: null, field: "time_zone", from: "Europe/Warsaw", to: "Europe/Berlin" },
    ]);
  });

  test("a month without a row has the account's own, and no change", () => {
    const report = buildReport({ ...mixed, days: mixed.days.filter((day) => day.date < "2026-10-01") });
    expect(report).toMatchObject({ currency: "PLN", time_zone: "Europe/Warsaw" });
    expect(report).not.toHaveProperty("account_changes");
  });
});
