import { canyonCycles, hotelJantar as wholeHotel } from "@/components/report/fixtures/cast";
import { sumFigures } from "@/lib/kpi/figures";
import { figures, measured } from "@/lib/kpi/fixtures/days";
import { buildReport } from "@/lib/report/build-report";
import { changedItems } from "@/lib/report/corrections";
import type { Report } from "@/lib/report/document";
import {
  accountDay,
  at,
  byPlacement,
  hotelJantar,
  splitInTwo,
  unreconciledSpend,
  withAccountDays,
  withDay,
  withoutDays,
  withReservationsSince,
} from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";
import { addMonths, monthWindow, parseCalendarMonth } from "@/lib/values/calendar-month";
import { Decimal } from "@/lib/values/decimal";
import { daysOf } from "@/lib/values/window";

const published = { version: 1, at: "2026-11-04T08:12:00Z", by: "Marta Lis", changes: [] };
const override = {
  reason: "Klient zna powód i potrzebuje liczb na spotkanie 5 listopada.",
  ...{ by: "Marta Lis", at: "2026-11-04T08:12:00Z" },
};
const overridden = { publication: { ...published, override } };
const jantar = (over: Partial<ReportInput> = {}) => hotelJantar({ publication: published, ...over });
type Day = ReportInput["days"][number];

/** A day before its KPI was measured has none of it: Hotel Jantar's reservations count from 3 September 2025. */
const asMeasured = (day: Day): Day =>
  day.date < "2025-09-03" ? withValues(day, { reservations: null, reservation_value: null }) : day;

/** Thirteen whole months up to another one, read four days after its end. */
function monthOf(name: string, change: (day: Day) => Day = (day) => day): ReportInput {
  const month = parseCalendarMonth(name);
  const now = at(`${addMonths(month, 1)}-04T09:00`);
  const { until } = monthWindow(month);
  const { since } = monthWindow(addMonths(month, -12));
  const days = daysOf({ since, until }).map((date) => change(asMeasured(accountDay(date, {}, now))));
  const inMonth = (wanted: string) => days.filter(({ date }) => date.startsWith(wanted));
  return jantar({
    ...{ month, now, days, lastDelivery: until, reach: [], breakdowns: [] },
    campaigns: splitInTwo(inMonth(month)),
    previousCampaigns: splitInTwo(inMonth(addMonths(month, -1))),
    publication: { ...published, at: now.toString() },
  });
}

/** October's days changed, with campaigns that add up to them. */
function october(change: (day: Day) => Day, over: Partial<ReportInput> = {}): ReportInput {
  const days = jantar().days.map((day) => (day.date >= "2026-10-01" ? change(day) : day));
  return jantar({ days, campaigns: splitInTwo(days.filter(({ date }) => date >= "2026-10-01")), ...over });
}
const withValues = (day: Day, values: Parameters<typeof figures>[0]): Day => ({
  ...day,
  figures: { ...day.figures, ...pick(figures(values), Object.keys(values)) },
});
const pick = (all: Day["figures"], keys: readonly string[]) =>
  Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key)));

type Steps = readonly [first: number, second: number, third: number];

/** Thirteen months with the three steps before a reservation, so many a day until September and in October. */
function withSteps(before: Steps, now: Steps): ReportInput {
  const base = jantar();
  const days = base.days.map((day) => {
    const [booking_step_1, booking_step_2, booking_step_3] = day.date >= "2026-10-01" ? now : before;
    return withValues(day, { booking_step_1, booking_step_2, booking_step_3 });
  });
  const inMonth = (month: string) => days.filter(({ date }) => date.startsWith(month));
  const since = Object.fromEntries(
    ["booking_step_1", "booking_step_2", "booking_step_3", "reservations", "reservation_value"].map((kpi) => [
      kpi,
      "2025-09-03",
    ]),
  );
  return {
    ...{ ...base, days },
    campaigns: splitInTwo(inMonth("2026-10")),
    previousCampaigns: splitInTwo(inMonth("2026-09")),
    mapping: { ...base.mapping, choices: measured(since) },
  };
}

/** Reservations are counted since 21 October, by twelve campaigns that took turns, and on the 22nd one of these lacks 12.50 zł of the account's spend. */
function countedFromWithin(): ReportInput {
  const base = withReservationsSince(withSteps([40, 22, 10], [41, 24, 10]), "2026-10-21");
  const days = base.days.map((day) => (day.date === "2026-10-22" ? { ...day, ...unreconciledSpend } : day));
  const turnOf = (day: Day) => Number(day.date.slice(8)) % 12;
  const campaigns = Array.from({ length: 12 }, (_, turn) => {
    const own = days.filter((day) => day.date >= "2026-10-01" && turnOf(day) === turn);
    const figures = sumFigures(own.map((day) => day.figures));
    const total_spend = figures.total_spend?.minus(turn === 22 % 12 ? "12.5" : 0) ?? null;
    return { id: `c${turn}`, name: `Kampania ${turn + 1}`, figures: { ...figures, total_spend } };
  });
  const [feed, reels] = byPlacement().rows;
  const rows = [feed, reels].flatMap((row, index) =>
    row ? { ...row, figures: { ...row.figures, reservations: new Decimal(index ? 7 : 3) } } : [],
  );
  return { ...base, days, campaigns, breakdowns: [byPlacement({ rows })] };
}

const nothing = { total_spend: "0", total_impressions: 0, total_clicks: 0, link_clicks: 0 };
const zeros = (day: Day) => withValues(day, { ...nothing, reservations: 0, reservation_value: 0 });
const named = (first: string, second: string) =>
  jantar({
    campaigns: jantar().campaigns.map((campaign, index) => ({ ...campaign, name: index ? first : second })),
  });
/** Two campaigns in whole units: Meta gives no fraction of a yen or a forint, so no row of theirs may have one. */
const inWholeParts = (days: readonly Day[]): ReportInput["campaigns"] =>
  splitInTwo(days).map((campaign, index, all) => ({
    ...campaign,
    figures: Object.fromEntries(
      Object.entries(campaign.figures).map(([metric, value]) => {
        const other = all[1 - index]?.figures[metric as keyof Day["figures"]];
        if (value === null || !other) return [metric, value];
        return [metric, index === 0 ? value.floor() : value.plus(other).minus(other.floor())];
      }),
    ) as Day["figures"],
  }));

/** Thirteen months in a currency without minor units, of which October was dearer: spend, value, cost, price of 1,000 views and drivers in whole ones. */
function inWholeUnits(currency: string, dayBefore: number, day: number): ReportInput {
  const base = jantar();
  const days = base.days.map((one) => ({
    ...withValues(one, {
      total_spend: one.date >= "2026-10-01" ? day : dayBefore,
      reservation_value: one.figures.reservations?.times(dayBefore * 7).toFixed() ?? null,
    }),
    currency,
  }));
  const inMonth = (month: string) => days.filter(({ date }) => date.startsWith(month));
  return {
    ...base,
    days,
    account: { ...base.account, currency },
    client: { ...base.client, shown: [...base.client.shown, "cpm"] },
    campaigns: inWholeParts(inMonth("2026-10")),
    previousCampaigns: inWholeParts(inMonth("2026-09")),
    breakdowns: [],
  };
}
const english = (input: ReportInput): ReportInput => ({
  ...input,
  client: { ...input.client, locale: "en", names: {} },
});

/** v2 of a month whose conversions Meta restated; with nothing restated it is the way back from a withdrawal. */
function corrected(input: ReportInput, why: string): Report {
  const before = buildReport(jantar());
  const at = "2026-11-09T07:40:00Z";
  const items = changedItems(before, buildReport(input));
  return buildReport({
    ...input,
    publication: { version: 2, at, by: "Marta Lis", changes: [{ version: 2, at, why, items }] },
  });
}

const manyCampaigns = Array.from({ length: 400 }, (_, index) => ({
  id: `1202100000000${String(index).padStart(5, "0")}`,
  name: `Kampania ${index + 1}`,
  figures: figures({
    total_spend: new Decimal("1247.75").dividedBy(400).toFixed(),
    total_impressions: "77.5",
    total_clicks: "1.55",
    link_clicks: "0.93",
    reservations: index < 30 ? 1 : 0,
    reservation_value: index < 30 ? "300.25" : 0,
    leads: null,
  }),
}));

/** One document of every kind that a client may come to read; each is kept as JSON and as the page made of it. */
export const cases: Readonly<Record<string, () => Report>> = {
  "every-section": () => wholeHotel,
  "shop-in-dollars": () => canyonCycles,
  healthy: () => buildReport(jantar()),
  "healthy-in-english": () => buildReport(english(jantar())),
  "live-figures": () => buildReport(hotelJantar()),
  "empty-month": () =>
    buildReport(october(zeros, { lastDelivery: monthWindow(parseCalendarMonth("2026-09")).until })),
  "partial-month": () => buildReport({ ...withoutDays(jantar(), 17), ...overridden }),
  "partial-in-english": () => buildReport(english({ ...withoutDays(jantar(), 16, 17, 18), ...overridden })),
  "nothing-collected": () =>
    buildReport(
      hotelJantar({
        days: [],
        campaigns: [],
        previousCampaigns: [],
        lastDelivery: null,
        reach: [],
        breakdowns: [],
      }),
    ),
  "one-block-failed": () => buildReport(jantar({ breakdowns: jantar().breakdowns.slice(1), reach: [] })),
  corrected: () =>
    corrected(
      october((day) =>
        day.date >= "2026-10-25" ? withValues(day, { reservations: 3, reservation_value: "900" }) : day,
      ),
      "Po 4 listopada Meta dodała rezerwacje z 25–31 października.",
    ),
  "back-after-withdrawal": () => corrected(jantar(), "Raport był wycofany; liczby się nie zmieniły."),
  "unreconciled-with-override": () => {
    const input = withDay(jantar(), "2026-10-22", unreconciledSpend);
    const [first, ...others] = input.campaigns;
    if (!first) throw new Error("Hotel Jantar has campaigns.");
    const total_spend = first.figures.total_spend?.minus("12.5") ?? null;
    const lacking = { ...first, figures: { ...first.figures, total_spend } };
    return buildReport({ ...input, campaigns: [lacking, ...others], ...overridden });
  },
  "first-month": () => {
    const days = jantar().days.filter(({ date }) => date >= "2026-10-12");
    return buildReport(
      jantar({
        ...{ days, campaigns: splitInTwo(days) },
        account: {
          ...jantar().account,
          collectFrom: daysOf(monthWindow(parseCalendarMonth("2026-10")))[11] ?? jantar().account.collectFrom,
        },
        previousCampaigns: [],
      }),
    );
  },
  "february-of-a-leap-year": () => buildReport(monthOf("2028-02")),
  "month-of-summer-time": () => buildReport(monthOf("2026-03")),
  "yen-without-decimals": () => buildReport(inWholeUnits("JPY", 1613, 1747)),
  "forint-without-decimals": () => buildReport(inWholeUnits("HUF", 3641, 3899)),
  "no-conversions-measured": () =>
    buildReport(
      october((day) => withValues(day, { reservations: null, reservation_value: null }), {
        mapping: { version: 0, choices: measured({}), chosenOn: {} },
        client: {
          ...jantar().client,
          shown: ["total_spend", "total_impressions", "link_clicks", "link_ctr"],
        },
        breakdowns: [],
      }),
    ),
  "way-to-a-reservation": () => buildReport(withSteps([40, 22, 5], [41, 24, 6])),
  "inverted-step-in-english": () => buildReport(english(withSteps([40, 22, 5], [20, 24, 6]))),
  "counted-since-within-the-month": () =>
    buildReport({
      ...{ ...countedFromWithin(), ...overridden },
      settings: {
        monthlyBudget: null,
        goals: [
          { metric: "reservations", kind: "at_least", target: "12" as never },
          { metric: "cost_per_reservation", kind: "at_most", target: "45" as never },
        ],
      },
    }),
  "four-hundred-campaigns": () => buildReport(jantar({ campaigns: manyCampaigns })),
  "polish-names-quotes-and-emoji": () =>
    buildReport(named("„Zażółć gęślą jaźń” 🌊🏖️ <b>&amp;</b>", `Kawiarnia "Pod Dębem" ☕️`)),
  "right-to-left-name": () => buildReport(named("חופשה בחורף 2026", "عطلة الشتاء")),
  "base-of-zero": () =>
    buildReport(
      jantar({
        days: jantar().days.map((day) => (day.date.startsWith("2026-09") ? zeros(day) : day)),
        previousCampaigns: [],
      }),
    ),
  "small-counts": () =>
    buildReport(
      october(
        (day) =>
          withValues(day, {
            reservations: day.date === "2026-10-08" ? 4 : 0,
            reservation_value: day.date === "2026-10-08" ? "1200" : 0,
          }),
        { breakdowns: [] },
      ),
    ),
  "month-to-date": () => {
    const now = at("2026-10-11T09:00");
    const days = jantar()
      .days.filter(({ date }) => date <= "2026-10-10")
      .map(({ date }) => accountDay(date, {}, now));
    return buildReport(
      hotelJantar({
        now,
        days,
        campaigns: splitInTwo(days.filter(({ date }) => date >= "2026-10-01")),
        reach: [],
        breakdowns: [],
      }),
    );
  },
  "currency-changed": () =>
    buildReport({ ...withAccountDays(jantar(), { until: "2026-10-14", currency: "EUR" }), ...overridden }),
  "time-zone-changed": () =>
    buildReport({
      ...withAccountDays(jantar(), { until: "2026-10-14", zone: "Europe/London" }),
      ...overridden,
    }),
  "goals-and-budget": () =>
    buildReport(
      jantar({
        settings: {
          monthlyBudget: "1300" as never,
          goals: [
            { metric: "reservations", kind: "at_least", target: "25" as never },
            { metric: "cost_per_reservation", kind: "at_most", target: "40" as never },
          ],
        },
      }),
    ),
  "words-and-lines-of-staff": () =>
    buildReport(
      jantar({
        words: { text: "Spadek to początek niskiego sezonu.", by: "Marta Lis" },
        notes: {
          done: [{ date: "2026-10-12", text: "Nowe zdjęcia w kampanii „Jesień nad morzem”." }],
          next: [{ date: "2026-11-16", text: "Start kampanii „Ferie zimowe” 🎿" }],
          annotations: [
            { date: "2026-10-12", text: "nowe zdjęcia" },
            { date: "2026-10-20", text: "mniejszy budżet" },
          ],
        },
      }),
    ),
};
