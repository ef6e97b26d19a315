import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { checklistOf } from "@/app/(staff)/reports/checklist/checklist-items";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { emptyMonth, partialMonth, unreconciledMonth } from "@/components/report/fixtures/states";
import type { Staff } from "@/lib/auth/find-staff";
import { createTranslate } from "@/lib/i18n/translator";
import type { PublicationHead } from "@/lib/publications/list-versions";
import type { PublishedFigures } from "@/lib/publications/read-published-figures";
import { buildReport } from "@/lib/report/build-report";
import { type MonthTotalDifference, metricKeys, type Report } from "@/lib/report/document";
import {
  hotelJantar as builtJantar,
  unreconciledSpend,
  withAccountDays,
  withDay,
} from "@/lib/report/fixtures/hotel";
import { whatBlocks } from "@/lib/report/publishing-rules";

const reader = (locale: "pl" | "en", now = "2026-11-05T08:00:00Z") => ({
  ...{ staff: { locale } as Staff, t: createTranslate(locale), now: Temporal.Instant.from(now) },
});
const publication = { version: 1 } as PublicationHead;
const figuresOf = (report: Report): PublishedFigures => ({
  ...{ currency: report.currency, campaigns: report.campaigns },
  ...{ coverage: report.coverage, unreconciled: report.unreconciled },
  figures: Object.fromEntries(
    metricKeys.map((key) => [key, report.figures[key].value]),
  ) as PublishedFigures["figures"],
});
const listOf = (report: Report, locale: "pl" | "en" = "en") =>
  checklistOf({
    report,
    blockers: whatBlocks(report),
    publication: null,
    published: null,
    ...reader(locale),
  });
const keysOf = (report: Report) => listOf(report).map(({ key, weight }) => `${weight} ${key}`);

test("a month without faults has nothing that blocks", () => {
  expect(keysOf(hotelJantar).filter((line) => line.startsWith("blocks"))).toEqual([]);
  expect(keysOf(hotelJantar)).toEqual(expect.arrayContaining(["clear covered", "clear reconciled"]));
});

test("what blocks stands first and says what it is about", () => {
  expect(listOf(partialMonth)[0]).toMatchObject({ weight: "blocks" });
  expect(keysOf(partialMonth)).not.toContain("clear covered");
  const [first] = listOf(unreconciledMonth);
  expect(first).toMatchObject({ key: "unreconciled", weight: "blocks" });
  expect(first?.details.join(" ")).toMatch(/campaign rows .+, Meta’s account total .+\./);
  expect(keysOf(unreconciledMonth)).not.toContain("clear reconciled");
});

test("a month without ads asks for a look and is never refused for it", () => {
  expect(keysOf(emptyMonth)).toContain("look delivery");
  expect(keysOf(emptyMonth).filter((line) => line.startsWith("blocks"))).toEqual([]);
});

test("what Meta changed after publishing is named with both figures; without a change that is said too", () => {
  const published = figuresOf(hotelJantar);
  const since = (figures: PublishedFigures) =>
    checklistOf({ report: hotelJantar, blockers: [], publication, published: figures, ...reader("en") }).find(
      ({ key }) => key === "changed",
    );
  expect(since(published)).toMatchObject({ weight: "clear", title: "Unchanged since version 1" });
  const before = since({ ...published, figures: { ...published.figures, reservations: "199" } });
  expect(before).toMatchObject({ weight: "look" });
  expect(before?.details).toHaveLength(1);
  expect(before?.details[0]).toMatch(/published 199, now \d+\.$/);
});

test("a month that is out is blocked by nothing any more, and still asks for a look", () => {
  const items = checklistOf({
    report: unreconciledMonth,
    blockers: whatBlocks(unreconciledMonth),
    publication,
    published: figuresOf(unreconciledMonth),
    ...reader("pl"),
  });
  expect(items.map(({ weight }) => weight)).not.toContain("blocks");
  expect(items[0]).toMatchObject({ key: "unreconciled", weight: "look" });
});

test.each([
  [
    "en",
    "The currency of the ad account changed",
    /Amounts are in EUR before 15 October and in PLN from then on/,
  ],
  ["pl", "Zmieniła się waluta konta reklamowego", /Przed 15 października kwoty są w EUR, od tego dnia w PLN/],
] as const)(
  "R11 currency changed is named in %s with both currencies and the day",
  (locale, title, detail) => {
    const report = buildReport(withAccountDays(builtJantar(), { until: "2026-10-14", currency: "EUR" }));
    const [first] = listOf(report, locale);
    expect(first).toMatchObject({ key: "currency_changed", weight: "blocks", title });
    expect(first?.details[0]?.replaceAll("\u00A0", " ")).toMatch(detail);
  },
);

test("R11 zone changed is a line of its own, and an amount of a day stands in that day's currency", () => {
  const input = withAccountDays(withDay(builtJantar(), "2026-10-12", unreconciledSpend), {
    ...{ until: "2026-10-14", currency: "EUR", zone: "Europe/Berlin" },
  });
  const items = listOf(buildReport(input));
  expect(items.map(({ key }) => key).slice(0, 3)).toEqual([
    ...["unreconciled", "currency_changed", "time_zone_changed"],
  ]);
  expect(items[0]?.details.join()).toContain("EUR\u00a040.25");
});

test("R11 currency changed after publishing: the same digits in another currency are a change, each in its own", () => {
  const items = checklistOf({
    ...{ report: hotelJantar, blockers: [], publication, ...reader("en") },
    published: { ...figuresOf(hotelJantar), currency: "EUR" },
  });
  const changed = items.find(({ key }) => key === "changed");
  expect(changed?.weight).toBe("look");
  expect(changed?.details[0]).toMatch(/: published EUR\u00a0.+, now PLN\u00a0.+\.$/);
  expect(changed?.details.some((detail) => detail.startsWith("Reservations:"))).toBe(false);
});

const monthTotal: MonthTotalDifference = {
  ...{ metric: "total_spend" as const, days: "1247.75", meta: "1260.25", difference: "12.5" },
  at: "2026-11-05T03:20:00Z",
};

test.each([
  [
    "en",
    "Spend: the days of the month add up to PLN 1,247.75, Meta’s own total of the month is PLN 1,260.25, PLN 12.50 apart.",
  ],
  [
    "pl",
    "Wydatki: suma dni miesiąca to 1 247,75 zł, suma miesiąca według Meta 1 260,25 zł, różnica 12,50 zł.",
  ],
] as const)(
  "R11 the month's sum stands on red in %s with both totals and what to do, once",
  (locale, detail) => {
    const report = buildReport({ ...builtJantar(), monthTotal });
    const items = checklistOf({
      ...{ report, blockers: whatBlocks(report), publication: null, published: null, ...reader(locale) },
      ...{ monthTotal: "finding", findings: [{ check: "month_total_differs", count: 1 }] },
    });
    expect(items[0]).toMatchObject({ key: "month_total_differs", weight: "blocks" });
    expect(items[0]?.details[0]?.replaceAll("\u00A0", " ")).toBe(detail);
    expect(items[0]?.details).toHaveLength(2);
    expect(items.filter(({ key }) => key.includes("month_total"))).toHaveLength(1);
  },
);

test("a month's sum that nobody could compare is unknown with its reason, never clear", () => {
  const item = (
    answer: Parameters<typeof checklistOf>[0]["monthTotal"],
    report = buildReport(builtJantar()),
  ) =>
    checklistOf({
      ...{ report, blockers: whatBlocks(report), publication: null, published: null, ...reader("en") },
      monthTotal: answer ?? null,
    }).find(({ key }) => key === "month_total");
  expect(item("fine")).toMatchObject({ weight: "clear", details: [] });
  const details = (["no_month_total", "days_missing", "read_at_different_times", null] as const).map(
    (answer) => {
      expect(item(answer)).toMatchObject({ weight: "unknown" });
      return item(answer)?.details.join();
    },
  );
  expect(new Set(details).size).toBe(4);
  expect(item("no_month_total", { ...buildReport(builtJantar()), state: "open" })).toBeUndefined();
});

test("a report that says the sum differs, or does not say so, is told from the month as it stands now", () => {
  const differs = { ...hotelJantar, month_total: monthTotal };
  const opened = changedOf(figuresOf(hotelJantar), differs);
  expect(opened?.details).toEqual([
    "The days do not add up to Meta’s own total of the month; the published version does not say so.",
  ]);
  const published = { ...figuresOf(hotelJantar), month_total: monthTotal };
  expect(changedOf(published, hotelJantar)).toMatchObject({ weight: "look" });
  expect(changedOf(published, differs)).toMatchObject({ weight: "clear" });
});

const changedOf = (published: PublishedFigures, report: Report, locale: "pl" | "en" = "en", now?: string) =>
  checklistOf({ ...{ report, blockers: [], publication, published }, ...reader(locale, now) }).find(
    ({ key }) => key === "changed",
  );

test("spend that moved from one campaign to another is a change, though every total stays", () => {
  const [first, ...others] = hotelJantar.campaigns;
  if (!first) throw new Error("The fixture has no campaign.");
  const campaigns = [{ ...first, figures: { ...first.figures, total_spend: "1.25" } }, ...others];
  const item = changedOf({ ...figuresOf(hotelJantar), campaigns }, hotelJantar);
  expect(item).toMatchObject({ weight: "look", title: "Figures have changed since version 1" });
  expect(item?.details).toHaveLength(1);
  expect(item?.details[0]).toMatch(new RegExp(`^${first.name}, .+: published PLN\u00a01\\.25, now PLN`));
  const gone = changedOf({ ...figuresOf(hotelJantar), campaigns: [] }, hotelJantar, "pl");
  expect(gone?.details).toHaveLength(6);
  expect(gone?.details.at(-1)).toMatch(/^Jeszcze \d+\szmian.*\sw\swierszach kampanii\.$/);
});

test("a day that came or ceased to match since publishing is a change, though no figure differs", () => {
  const published = figuresOf(hotelJantar);
  const fewer = changedOf({ ...published, coverage: { days: 30, expected: 31 } }, hotelJantar);
  expect(fewer).toMatchObject({ weight: "look" });
  expect(fewer?.details).toEqual(["Collected days: published 30 of 31 days, now 31 of 31 days."]);
  const { unreconciled } = unreconciledMonth;
  const mended = changedOf({ ...published, unreconciled }, hotelJantar, "pl");
  expect(mended?.details.map((text) => text.replaceAll("\u00a0", " "))).toEqual([
    "Dni niezgodne z sumą Meta: opublikowano 22 października, teraz brak.",
  ]);
  const other = unreconciled.map((item) => ({ ...item, difference: "1" }));
  const both = figuresOf(unreconciledMonth);
  expect(changedOf({ ...both, unreconciled: other }, unreconciledMonth)).toMatchObject({ weight: "look" });
});

test("incident 5 a month that nobody has read for 48 hours is not called unchanged while Meta may change it", () => {
  const report = { ...hotelJantar, observed_at: "2026-11-17T03:12:00Z" };
  const published = figuresOf(report);
  expect(changedOf(published, report, "en", "2026-11-19T03:11:00Z")).toMatchObject({ weight: "clear" });
  const unread = changedOf(published, report, "en", "2026-11-19T03:13:00Z");
  expect(unread?.weight).toBe("look");
  expect(unread?.title.replaceAll("\u00a0", " ")).toBe(
    "Not read since 17 November 2026: nobody can tell whether Meta changed it",
  );
  const settled = { ...report, may_change: null };
  expect(changedOf(published, settled, "en", "2027-06-01T08:00:00Z")).toMatchObject({ weight: "clear" });
});

test("words of ours that were saved after publishing are a change that a version can bring, though no figure moved", () => {
  const list = checklistOf({
    report: hotelJantar,
    blockers: [],
    ...{ publication, published: figuresOf(hotelJantar), changedParts: ["words"] },
    ...reader("en"),
  });
  expect(list.find(({ key }) => key === "changed")).toMatchObject({
    weight: "look",
    title: "The client would read it otherwise than in version 1",
    details: ["Words of ours changed."],
  });
});

test("a result that fell from many to none is a large change, though there are too few for a percentage", () => {
  const report = structuredClone(hotelJantar);
  const comparison = report.figures.reservations.comparisons.previous;
  Object.assign(comparison, { kind: "counts", own: "0", base: "97", change: null });
  const { weight, details } = listOf(report).find(({ key }) => key === "big") ?? {};
  expect(weight).toBe("look");
  expect(details?.join()).toMatch(/: 97 → 0/);
});

test("an answer about the month's sum says nothing of a sum that lacks a day by now", () => {
  const list = checklistOf({
    report: partialMonth,
    blockers: whatBlocks(partialMonth),
    ...{ publication: null, published: null, monthTotal: "fine" },
    ...reader("en"),
  });
  expect(list.find(({ key }) => key === "month_total")).toMatchObject({ weight: "unknown" });
});

test("spend and cost that a client's list leaves out are printed all the same, so their change is named", () => {
  const report: Report = { ...hotelJantar, shown: ["reservations"] };
  const published = figuresOf(report);
  const figures = { ...published.figures, total_spend: "1247.75", cost_per_reservation: "41.59" };
  const item = changedOf({ ...published, figures }, report);
  expect(item).toMatchObject({ weight: "look", title: "Figures have changed since version 1" });
  expect(item?.details.map((detail) => detail.split(":")[0])).toEqual(["Spend", "Cost per reservation"]);
});
