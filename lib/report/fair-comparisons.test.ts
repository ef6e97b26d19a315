import { describe, expect, test } from "vitest";
import { isInCurrency, isRatio, ratioDefinitions } from "@/lib/kpi/catalogue";
import { measured } from "@/lib/kpi/fixtures/days";
import { buildReport } from "@/lib/report/build-report";
import { metricKeys, type Report, type ReportMetric } from "@/lib/report/document";
import { accountDay, at, hotelJantar, splitInTwo } from "@/lib/report/fixtures/hotel";
import type { AccountDay, BasePublication, ReportInput } from "@/lib/report/input";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthWindow, parseCalendarMonth } from "@/lib/values/calendar-month";
import { parseDecimal } from "@/lib/values/decimal";
import { daysOf } from "@/lib/values/window";

/** Which days of a month are stored. */
const covers = {
  whole: () => true,
  "one day short": (day: number) => day !== 5,
  "its last days missing": (day: number, length: number) => day <= length - 3,
  "begun late": (day: number) => day > 20,
  "ten days": (day: number) => day <= 10,
  "its last day alone": (day: number, length: number) => day === length,
  none: () => false,
} as const;
type Cover = keyof typeof covers;

/** How the KPI was counted when the base month was published. */
const publications = ["none", "same", "another type", "not measured"] as const;
/** From when the present way of counting holds: before both, within the base month, within this one. */
const sinces = ["before", "in the base", "in this month", "not at all"] as const;
/** A long month after a short one, two long ones, a short one after a long one, and a leap year's February. */
const months = ["2026-10", "2026-08", "2026-02", "2024-02"].map(parseCalendarMonth);
/** Results of a whole month; they stand on its first days. */
const counts = [0, 9, 10, 60] as const;

interface Case {
  readonly month: CalendarMonth;
  readonly own: Cover;
  readonly base: Cover;
  readonly publication: (typeof publications)[number];
  readonly since: (typeof sinces)[number];
  readonly ownCount: number;
  readonly baseCount: number;
  /** Which base month is the one that is not in order; the other one is as good as this month. */
  readonly bent: "previous" | "year_ago";
  readonly baseCurrency: "PLN" | "EUR";
}

const jantar = hotelJantar();

/** The same months are parts of many cases, and making a day takes longer than judging a report. */
const made = new Map<string, AccountDay[]>();

/** Rows of a month: `count` results spread over its days, none before the KPI is measured, as derivation leaves them. */
function daysIn(
  month: CalendarMonth,
  cover: Cover,
  count: number,
  { since, currency = "PLN" }: { since: CalendarDay | null; currency?: string },
): AccountDay[] {
  const key = [month, cover, count, since, currency].join();
  const known = made.get(key);
  if (known) return known;
  const all = daysOf(monthWindow(month));
  const rows = all.flatMap((date, index) => {
    if (!covers[cover](index + 1, all.length)) return [];
    const results = Math.floor(count / all.length) + (index < count % all.length ? 1 : 0);
    const isMeasured = since !== null && date >= since;
    const values = isMeasured
      ? { reservations: results, reservation_value: results * 300, booking_step_3: results * 2 }
      : { reservations: null, reservation_value: null };
    return accountDay(date, { currency, values }, at("2028-01-01T09:00"));
  });
  made.set(key, rows);
  return rows;
}

function inputOf(one: Case): { input: ReportInput; since: CalendarDay | null } {
  const back = one.bent === "previous" ? 1 : 12;
  const other = one.bent === "previous" ? 12 : 1;
  const bent = addMonths(one.month, -back);
  const first = monthWindow(addMonths(one.month, -14)).since;
  const inside = (month: CalendarMonth) => `${month}-07` as CalendarDay;
  const since =
    one.since === "not at all"
      ? null
      : one.since === "before"
        ? first
        : inside(one.since === "in the base" ? bent : one.month);
  const choices = since
    ? measured({ reservations: since, reservation_value: since, booking_step_3: since })
    : measured({});
  const published: BasePublication | null =
    one.publication === "none"
      ? null
      : {
          ...{ version: 1, currency: one.baseCurrency, figures: {} },
          choices:
            one.publication === "not measured"
              ? {}
              : Object.fromEntries(
                  (["reservations", "reservation_value", "booking_step_3"] as const).map((kpi) => [
                    kpi,
                    {
                      list: kpi === "reservation_value" ? ("action_values" as const) : ("actions" as const),
                      type: one.publication === "same" ? `type_of_${kpi}` : "something_else",
                    },
                  ]),
                ),
        };
  const own = daysIn(one.month, one.own, one.ownCount, { since });
  const base = daysIn(bent, one.base, one.baseCount, { since, currency: one.baseCurrency });
  const good = daysIn(addMonths(one.month, -other), "whole", one.ownCount, { since });
  return {
    since,
    input: {
      ...jantar,
      // Long over, so that a missing day is missing and not late.
      now: at("2028-01-01T09:00"),
      month: one.month,
      client: { ...jantar.client, shown: [...jantar.client.shown, "booking_step_3"] },
      account: { ...jantar.account, collectFrom: first },
      mapping: { version: 2, choices, chosenOn: {} },
      days: [...base, ...good, ...own],
      campaigns: splitInTwo(own),
      previousCampaigns: splitInTwo(one.bent === "previous" ? base : good),
      reach: [],
      breakdowns: [],
      published: {
        previous: one.bent === "previous" ? published : null,
        yearAgo: one.bent === "year_ago" ? published : null,
      },
    },
  };
}

const kpis = new Set<ReportMetric>(["reservations", "reservation_value", "booking_step_3"]);

/** The metrics behind one, by their definition. */
function behind(metric: ReportMetric): ReportMetric[] {
  if (!isRatio(metric)) return [metric];
  const { numerator, denominator } = ratioDefinitions[metric];
  return [numerator, denominator];
}

/** Numbers of the days that a cover leaves of a month. */
const numbersOf = new Map<string, number[]>();
function numbers(month: CalendarMonth, cover: Cover): number[] {
  const key = `${month} ${cover}`;
  const known = numbersOf.get(key);
  if (known) return known;
  const { length } = daysOf(monthWindow(month));
  const left = Array.from({ length }, (_, index) => index + 1).filter((day) => covers[cover](day, length));
  numbersOf.set(key, left);
  return left;
}

/** R9, read out of product.md and not out of the code: what may be said of a metric against the bent month. */
function allowed(one: Case, metric: ReportMetric, since: CalendarDay | null) {
  const back = one.bent === "previous" ? 1 : 12;
  const bent = addMonths(one.month, -back);
  const [own, base] = [numbers(one.month, one.own), numbers(bent, one.base)];
  const whole = one.own === "whole" && one.base === "whole";
  const days = whole ? own : own.filter((day) => base.includes(day));
  const counted = behind(metric).filter((input) => kpis.has(input));
  const unknown = behind(metric).some(
    (input) => !kpis.has(input) && /lead|message|call|email|booking_step_[12]/.test(input),
  );
  const baseDays = whole ? base : days;
  const firstBase = `${bent}-${String(baseDays[0] ?? 1).padStart(2, "0")}`;
  const firstOwn = `${one.month}-${String(days[0] ?? 1).padStart(2, "0")}`;
  const isMeasured = counted.length === 0 || (since !== null && firstBase >= since && firstOwn >= since);
  const isCountedAlike = counted.length === 0 || one.publication === "none" || one.publication === "same";
  const isOneMoney = one.baseCurrency === "PLN" || !isInCurrency(metric);
  return {
    comparable: days.length > 0 && isMeasured && isCountedAlike && isOneMoney && !unknown,
    days: days.length,
    whole,
  };
}

/** Every combination of some lists, as one object each. */
function* combinations<T extends object>(
  lists: { readonly [Key in keyof T]: readonly T[Key][] },
): Generator<T> {
  const keys = Object.keys(lists) as (keyof T)[];
  const total = keys.reduce((product, key) => product * lists[key].length, 1);
  for (let number = 0; number < total; number += 1) {
    let rest = number;
    yield Object.fromEntries(
      keys.map((key) => {
        const list = lists[key];
        const value = list[rest % list.length];
        rest = Math.floor(rest / list.length);
        return [key, value];
      }),
    ) as T;
  }
}

const allCovers = Object.keys(covers) as Cover[];
const enough = { ownCount: [200], baseCount: [150], baseCurrency: ["PLN"] } as const;

/**
 * Every pair of covers; every way of counting with every kind of cover; months of other lengths; zero and small counts in one currency and in
 * two. One grid for each, so that a whole document is built three hundred times and not some ten thousand.
 */
const cases: Case[] = [
  ...combinations<Case>({
    ...{
      month: months.slice(0, 1),
      own: allCovers,
      base: allCovers,
      publication: ["none"],
      since: ["before"],
    },
    ...{ ...enough, bent: ["previous"] },
  }),
  ...combinations<Case>({
    ...{ month: months.slice(0, 1), own: ["whole", "one day short", "ten days"] },
    ...{ base: ["whole", "one day short", "ten days"], publication: publications, since: sinces },
    ...{ ...enough, bent: ["previous"] },
  }),
  ...combinations<Case>({
    ...{ month: months.slice(1), own: ["whole", "its last days missing"] },
    ...{ base: ["whole", "its last days missing"], publication: ["same", "another type"], since: ["before"] },
    ...{ ...enough, bent: ["previous", "year_ago"] },
  }),
  ...combinations<Case>({
    ...{ month: months.slice(0, 1), own: ["whole", "one day short"], base: ["whole"] },
    ...{ publication: ["none"], since: ["before"] },
    ...{ ownCount: counts, baseCount: counts, bent: ["previous"], baseCurrency: ["PLN", "EUR"] },
  }),
];

/** What a report says of the bent month that R9 does not allow, in words; empty where it is fair. */
type Problems = string[];

describe(`R9 in the whole document, over ${cases.length} combinations of coverage, length, counting, zero and small counts`, () => {
  const kinds = new Map<string, number>();

  test("no figure, sentence, driver, campaign row or step is compared where R9 forbids it", () => {
    const unfair = cases.flatMap((one) => {
      const { input, since } = inputOf(one);
      const report = buildReport(input);
      const problems = [
        ...metricKeys.flatMap((metric) => inFigure(report, one, metric, since)),
        ...(one.bent === "previous" ? inSections(report, one, since) : []),
        // Ten of the thirteen months are not even there.
        ...(report.verdict.text.includes("13 miesięcy") ? ["a record"] : []),
      ];
      return problems.map((problem) => ({ problem, ...one }));
    });
    expect(unfair.slice(0, 5)).toEqual([]);
  }, 180_000);

  test("the combinations reach every kind of answer, so that the test above is not about nothing", () => {
    const silent = [
      ...["base_incomplete", "base_not_collected", "base_not_measured", "mapping_changed", "measured_since"],
      ...["no_denominator", "not_measured", "other_currency", "own_incomplete", "own_not_collected"],
    ].map((reason) => `not_comparable ${reason}`);
    expect([...kinds.keys()].sort()).toEqual(["counts", "from_zero", ...silent, "percent"]);
    for (const [kind, count] of kinds) expect(count, kind).toBeGreaterThan(10);
  });

  function inFigure(report: Report, one: Case, metric: ReportMetric, since: CalendarDay | null): Problems {
    const comparison = report.figures[metric].comparisons[one.bent];
    const { kind, own, base, change, good, reason } = comparison;
    const key = `${kind} ${reason ?? ""}`.trim();
    kinds.set(key, (kinds.get(key) ?? 0) + 1);
    const rule = allowed(one, metric, since);
    const problems: Problems = [];
    const must = (holds: boolean, what: string) => {
      if (!holds) problems.push(`${metric}: ${what}`);
    };
    if (kind === "not_comparable") {
      must(
        [own, base, change, good].every((part) => part === null),
        "says numbers beside a refusal",
      );
      // Where R9 allows it, only a ratio without a denominator may keep silent.
      must(!rule.comparable || (reason === "no_denominator" && isRatio(metric)), `refused for ${reason}`);
      return problems;
    }
    must(rule.comparable, "compared");
    must(comparison.own_days === rule.days, `over ${comparison.own_days} days of its own, not ${rule.days}`);
    must(rule.whole || comparison.base_days === rule.days, `over ${comparison.base_days} days of the base`);
    must((change !== null) === (kind === "percent"), "a change without a percentage, or the other way round");
    must(!parseDecimal(base ?? "1").isZero() || kind === "from_zero", "a percentage of zero");
    if (kind === "percent") {
      for (const input of behind(metric).filter((part) => kpis.has(part))) {
        const kpi = input === "reservation_value" ? "reservations" : input;
        const counted = report.figures[kpi].comparisons[one.bent];
        must(Math.min(Number(counted.own), Number(counted.base)) >= 10, `a percentage of few ${kpi}`);
      }
    }
    return problems;
  }

  /** What is made from the comparison with the month before: the verdict, the drivers, the campaigns, the funnel. */
  function inSections(report: Report, one: Case, since: CalendarDay | null): Problems {
    const problems: Problems = [];
    const must = (holds: boolean, what: string) => {
      if (!holds) problems.push(what);
    };
    const { drivers, figures, verdict } = report;
    const said = [figures.reservations, figures.cost_per_reservation, figures.total_spend].map(
      ({ comparisons }) => comparisons.previous.kind,
    );
    const text = verdict.text.replaceAll("\u00A0", " ");
    const ofShared = (metric: ReportMetric) => {
      const { whole, days } = allowed(one, metric, since);
      return whole ? "" : days === 1 ? "tego samego dnia" : `w tych samych ${days} dniach`;
    };
    must(said.includes("percent") || !/\d%|tyle samo/.test(text), `verdict: ${text}`);
    if (/wrze[sś]ni|styczni|lip(ca|cu)/.test(text)) {
      must(said.includes("percent") || said.includes("counts"), `verdict names the base: ${text}`);
      must(text.includes(ofShared("total_spend")), `verdict hides its days: ${text}`);
    }
    if ("of" in drivers) {
      const driven = figures[drivers.of].comparisons.previous;
      must(driven.kind === "percent", "drivers without a percentage");
      const told = drivers.texts.join(" ").replaceAll("\u00A0", " ");
      must(told.includes(ofShared(drivers.of)), `drivers hide their days: ${told}`);
      must(
        drivers.between === null || allowed(one, drivers.of, since).whole,
        "campaigns split over shared days",
      );
    }
    for (const { previous, name } of report.campaigns) {
      if (!previous) continue;
      must(one.own === "whole" && one.base === "whole", `${name} beside a month that is not whole`);
      for (const metric of ["total_spend", "reservations", "cost_per_reservation"] as const) {
        must(allowed(one, metric, since).comparable || previous[metric] === null, `${name}: ${metric}`);
      }
    }
    for (const { kpi, value, base_rate } of report.funnel) {
      if (base_rate === null) continue;
      const { own, base } = figures[kpi].comparisons.previous;
      must(allowed(one, kpi, since).comparable, `funnel: ${kpi}`);
      must(own === value, `funnel: ${kpi} over other days`);
      must(Math.min(Number(own), Number(base)) >= 10, `funnel: a rate of few ${kpi}`);
    }
    return problems;
  }
});
