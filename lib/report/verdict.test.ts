import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import type { Report } from "@/lib/report/document";
import {
  accountDay,
  hotelJantar,
  unreconciledSpend,
  withAccountDays,
  withDay,
  withoutDays,
} from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";
import { verdictOf } from "@/lib/report/verdict-text";
import { parseDecimal, toDecimalText } from "@/lib/values/decimal";

const english = (input: ReportInput): ReportInput => ({
  ...input,
  client: { ...input.client, locale: "en", names: {} },
});
const polish = (input: ReportInput): ReportInput => ({ ...input, client: { ...input.client, names: {} } });

/** Hotel Jantar with every October day as given. */
function october(values: Parameters<typeof accountDay>[1], over: Partial<ReportInput> = {}): ReportInput {
  const input = hotelJantar(over);
  return {
    ...input,
    days: input.days.map((day) => (day.date >= "2026-10-01" ? accountDay(day.date, values) : day)),
  };
}

const asText = (...[campaigns, account, difference]: readonly [string, string, string]) => {
  const text = (amount: string) => toDecimalText(parseDecimal(amount));
  return { campaigns: text(campaigns), account: text(account), difference: text(difference) };
};

const said = (input: ReportInput) => buildReport(input).verdict.text.replaceAll("\u00A0", " ");

describe("verdict", () => {
  test("worse news comes first: fewer reservations before a lower cost", () => {
    const input = october({ values: { total_spend: "20", reservations: 0.8 } });
    expect(said(english(input))).toBe(
      "There were 24.8 reservations, 17% fewer than in September, but a reservation cost PLN 25.00, the least in 13 months.",
    );
    expect(said(polish(input))).toBe(
      "Było 24,8 rezerwacji, o 17% mniej niż we wrześniu, ale rezerwacja kosztowała 25,00 zł, najmniej od 13 miesięcy.",
    );
  });

  test("worse news comes first: a higher cost before more reservations", () => {
    const input = october({ values: { total_spend: "80", reservations: 1.2 } });
    expect(said(english(input))).toMatch(
      /^A reservation cost PLN 66\.67, the most in 13 months, but there were 37\.2 reservations, 24% more than in September\.$/,
    );
    expect(said(polish(input))).toMatch(
      /^Rezerwacja kosztowała 66,67 zł, najwięcej od 13 miesięcy, ale było 37,2 rezerwacji, o 24% więcej niż we wrześniu\.$/,
    );
  });

  test("a cost that is as much as before is neither good nor bad news, so it decides neither order nor word", () => {
    // 372 reservations against 300 of September, at nearly the same cost: 4.0067 and 4.00.
    const each = (date: string): Parameters<typeof accountDay>[1] => ({
      values:
        date >= "2026-10-01"
          ? { total_spend: "48.08", reservations: 12 }
          : { total_spend: "40", reservations: 10 },
    });
    const base = hotelJantar();
    const input = { ...base, days: base.days.map(({ date }) => accountDay(date, each(date))) };
    const beforeLast = { ...input, days: input.days.filter(({ date }) => date >= "2026-09-01") };
    expect(said(english(beforeLast))).toBe(
      "There were 372 reservations, 24% more than in September, and a reservation cost PLN 4.01, as much as before.",
    );
    expect(said(polish(beforeLast))).toBe(
      "Były 372 rezerwacje, o 24% więcej niż we wrześniu, a rezerwacja kosztowała 4,01 zł, tyle samo co wcześniej.",
    );
  });

  test("a change after a record says itself which month it is against", () => {
    const input = october({ values: { total_spend: "80", reservations: 1 } });
    expect(said(english(input))).toBe(
      "A reservation cost PLN 80.00, the most in 13 months, but there were 31 reservations, 3% more than in September.",
    );
    expect(said(polish(input))).toBe(
      "Rezerwacja kosztowała 80,00 zł, najwięcej od 13 miesięcy, ale było 31 rezerwacji, o 3% więcej niż we wrześniu.",
    );
  });

  describe("a month before that does not match Meta's total is not told as if it did", () => {
    const apart = (input: ReportInput) => withDay(input, "2026-09-12", unreconciledSpend);

    test("where the cost is compared with it", () => {
      const more = october({ values: { total_spend: "80", reservations: 1.2 } });
      expect(said(apart(english(more)))).toBe(
        "A reservation cost PLN 66.67, 66% more than in September (a month that does not match Meta’s total), but there were 37.2 reservations, 24% more.",
      );
      expect(said(apart(polish(more)))).toBe(
        "Rezerwacja kosztowała 66,67 zł, o 66% więcej niż we wrześniu (miesiąc niezgodny z sumą Meta), ale było 37,2 rezerwacji, o 24% więcej.",
      );
    });

    test("where the spend stands alone", () => {
      const input = october({ values: { total_spend: "80" } });
      const spend: ReportInput = { ...input, client: { ...input.client, shown: ["total_spend"] } };
      expect(said(apart(english(spend)))).toMatch(
        /^PLN 2,480\.00 was spent, \d+% more than in September \(a month that does not match Meta’s total\)\.$/,
      );
      expect(said(english(spend))).not.toContain("Meta");
    });

    test("where counts stand in place of a percentage", () => {
      const input = october({ values: { reservations: 0.2 } });
      expect(said(apart(english(input)))).toMatch(/^There were 6\.2 reservations \(in September 30\)/);
      const difference = { metric: "reservations" as const, ...asText("28", "30", "2") };
      const days = input.days.map((day) =>
        day.date === "2026-09-12" ? { ...day, reconciled: false, differences: [difference] } : day,
      );
      expect(said(english({ ...input, days }))).toMatch(
        /^There were 6\.2 reservations \(in September 30, not matching Meta’s total\)/,
      );
      expect(said(polish({ ...input, days }))).toMatch(
        /^Było 6,2 rezerwacji \(we wrześniu 30, niezgodnie z sumą Meta\)/,
      );
    });
  });

  test("the client's own word stands in the sentence", () => {
    expect(said(hotelJantar())).toBe(
      "Koszt jednostkowy to 41,59 zł, o 3% więcej niż we wrześniu, a rezerwacje: 30, tyle samo co wcześniej.",
    );
  });

  test("a month of which days are missing says of how many it speaks", () => {
    expect(said(english(withoutDays(hotelJantar(), 9)))).toMatch(/^30 of 31 days – there were/);
  });

  test("no delivery, no results and nothing collected are three different sentences", () => {
    const none = {
      total_spend: "0",
      total_impressions: 0,
      total_clicks: 0,
      link_clicks: 0,
      reservations: 0,
      reservation_value: "0",
    };
    expect(said(english(october({ values: none })))).toMatch(/^No ads ran in October\. Last delivery/);
    expect(said(english(october({ values: { reservations: 0, reservation_value: "0" } })))).toMatch(
      /^There were no reservations in October; PLN [\d,.]+ was spent\.$/,
    );
    expect(said(english(hotelJantar({ days: [], campaigns: [], previousCampaigns: [] })))).toBe(
      "Nothing has been collected for October yet.",
    );
  });

  test("amounts of two currencies have no sum, which is not a spend of nothing (R8)", () => {
    const euros = (input: ReportInput) => withAccountDays(input, { until: "2026-10-14", currency: "EUR" });
    const onlySpend = (input: ReportInput): ReportInput => ({
      ...input,
      client: { ...input.client, shown: ["total_spend"] },
    });
    expect(said(euros(onlySpend(english(hotelJantar()))))).toBe(
      "Amounts of October are in different currencies and are not added up.",
    );
    expect(said(euros(onlySpend(polish(hotelJantar()))))).toBe(
      "Kwoty za październik są w różnych walutach i nie są sumowane.",
    );
    const none = october({ values: { reservations: 0, reservation_value: "0" } });
    expect(said(euros(english(none)))).toBe("There were no reservations in October.");
    expect(said(euros(polish(none)))).toBe("Nie było rezerwacji w październiku.");
  });

  test("under ten on either side there is no percentage", () => {
    const input = october({ values: { reservations: 0.2 } });
    expect(said(english(input))).toMatch(
      /^There were 6\.2 reservations \(in September 30\) and? ?|^There were 6\.2 reservations \(in September 30\), and a reservation cost/,
    );
    expect(said(english(input))).not.toContain("%");
  });

  test("is a function of the document: the stored figures give the stored sentence again", () => {
    const day = fc.record({
      total_spend: fc.integer({ min: 0, max: 90_000 }).map((cents) => (cents / 100).toFixed(2)),
      reservations: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(day, day, fc.constantFrom("pl" as const, "en" as const), (own, base, locale) => {
        const input = hotelJantar();
        const report = buildReport({
          ...input,
          client: { ...input.client, locale },
          days: input.days
            .filter(({ date }) => date >= "2026-09-01")
            .map(({ date }) => accountDay(date, { values: date >= "2026-10-01" ? own : base })),
        });
        const stored = JSON.parse(JSON.stringify(report)) as Report;
        expect(verdictOf(stored)).toEqual(report.verdict);
      }),
      { numRuns: 12 },
    );
  });
});
