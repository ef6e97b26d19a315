import { describe, expect, test } from "vitest";
import { measured } from "@/lib/kpi/fixtures/days";
import { buildReport } from "@/lib/report/build-report";
import { metricKeys, reportSchema } from "@/lib/report/document";
import { at, hotelJantar, withoutDays } from "@/lib/report/fixtures/hotel";
import { parseDecimal } from "@/lib/values/decimal";

const october = hotelJantar();

describe("the report document", () => {
  test("is the document of architecture.md §5, for every kind of month", () => {
    const inputs = [
      october,
      { ...october, days: [], campaigns: [], lastDelivery: null, attribution: [] },
      { ...withoutDays(october, 1, 17, 31), now: at("2026-11-01T06:00") },
      { ...october, now: at("2026-10-01T00:30"), days: [] },
      { ...october, mapping: { version: 0, choices: measured({}), chosenOn: {} } },
    ];
    for (const input of inputs) {
      const report = buildReport(input);
      expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    }
  });

  test("is the same for the same input, in whatever order its rows come", () => {
    const turned = {
      ...october,
      days: [...october.days].reverse(),
      campaigns: [...october.campaigns].reverse(),
    };
    expect(JSON.stringify(buildReport(turned))).toBe(JSON.stringify(buildReport(october)));
  });

  test("of Hotel Jantar's October, head and data line", async () => {
    const {
      figures: _,
      daily: __,
      campaigns: ___,
      unattributed: ____,
      appendix: _____,
      ...head
    } = buildReport(october);
    await expect(`${JSON.stringify(head, null, 1)}\n`).toMatchFileSnapshot(
      "fixtures/hotel-jantar-2026-10.head.golden",
    );
  });

  test("of Hotel Jantar's October, figures and tables", async () => {
    const { figures, daily, campaigns, unattributed, appendix } = buildReport(october);
    const { total_spend, reservations, cost_per_reservation, roas, leads } = figures;
    const body = {
      figures: { total_spend, reservations, cost_per_reservation, roas, leads },
      ...{ daily: daily.slice(0, 2), campaigns, unattributed, appendix },
    };
    await expect(`${JSON.stringify(body, null, 1)}\n`).toMatchFileSnapshot(
      "fixtures/hotel-jantar-2026-10.body.golden",
    );
  });

  test("has every figure of the catalogue, shown to this client or not, and every calendar day", () => {
    const report = buildReport(october);
    expect(Object.keys(report.figures).sort()).toEqual([...metricKeys].sort());
    expect(report.daily).toHaveLength(31);
  });

  test("ratios are those of the figures beside them", () => {
    const { figures } = buildReport(october);
    for (const metric of metricKeys) {
      const { inputs, value } = figures[metric];
      if (!inputs || value === null) continue;
      const [top, bottom] = [figures[inputs.numerator].value, figures[inputs.denominator].value];
      const quotient = parseDecimal(top ?? "")
        .times(inputs.scale)
        .dividedBy(parseDecimal(bottom ?? ""));
      expect(parseDecimal(value).minus(quotient).abs().lt("0.000000001")).toBe(true);
      expect(inputs.sums).toBeUndefined();
    }
  });

  test("a ratio of a half measured month names the sums it is made of, and campaigns have none", () => {
    const choices = measured({ reservations: "2026-10-22", reservation_value: "2026-10-22" });
    const { figures, campaigns } = buildReport({
      ...october,
      mapping: { version: 2, choices, chosenOn: {} },
      days: october.days.map((day) => ({
        ...day,
        figures:
          day.date < "2026-10-22"
            ? { ...day.figures, reservations: null, reservation_value: null }
            : day.figures,
      })),
    });
    expect(figures.reservations).toMatchObject({ value: "10", days: 10, state: "partial" });
    expect(figures.cost_per_reservation).toMatchObject({
      ...{ value: "40.25", days: 10, state: "partial" },
      inputs: { numerator: "total_spend", sums: { numerator: "402.5", denominator: "10" } },
    });
    expect(campaigns[0]?.figures.cost_per_reservation).toBeNull();
    expect(campaigns[0]?.figures.cpm).not.toBeNull();
  });

  test("a figure names its own last change; a ratio the later one of its inputs", () => {
    const lastChanges = { total_spend: at("2026-10-20T04:12"), reservations: at("2026-11-03T04:12") };
    const { figures } = buildReport({ ...october, lastChanges });
    expect(figures.total_spend.last_change).toBe("2026-10-20T02:12:00Z");
    expect(figures.cost_per_reservation.last_change).toBe("2026-11-03T03:12:00Z");
    expect(figures.total_clicks.last_change).toBeUndefined();
  });

  test("the sparkline's last two points are this figure and the base of its comparison", () => {
    const { total_spend } = buildReport(october).figures;
    expect(total_spend.sparkline?.at(-1)?.value).toBe(total_spend.value);
    expect(total_spend.sparkline?.at(-2)?.value).toBe(total_spend.comparisons.previous.base);
    expect(total_spend.sparkline?.at(0)?.value).toBe(total_spend.comparisons.year_ago.base);
  });

  test("a month without any row is an empty slot in the sparkline", () => {
    const days = october.days.filter((day) => !day.date.startsWith("2026-04"));
    const { sparkline } = buildReport({ ...october, days }).figures.total_spend;
    expect(sparkline?.[6]).toEqual({ month: "2026-04", value: null, state: null });
  });
});
