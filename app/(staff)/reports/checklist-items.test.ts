import { expect, test } from "vitest";
import { checklistOf } from "@/app/(staff)/reports/checklist-items";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { emptyMonth, partialMonth, unreconciledMonth } from "@/components/report/fixtures/states";
import type { Staff } from "@/lib/auth/find-staff";
import { createTranslate } from "@/lib/i18n/translator";
import type { PublicationHead } from "@/lib/publications/read-newest-publication";
import type { PublishedFigures } from "@/lib/publications/read-published-figures";
import { buildReport } from "@/lib/report/build-report";
import { metricKeys, type Report } from "@/lib/report/document";
import {
  hotelJantar as builtJantar,
  unreconciledSpend,
  withAccountDays,
  withDay,
} from "@/lib/report/fixtures/hotel";
import { whatBlocks } from "@/lib/report/publishing-rules";

const reader = (locale: "pl" | "en") => ({ staff: { locale } as Staff, t: createTranslate(locale) });
const publication = { version: 1 } as PublicationHead;
const figuresOf = (report: Report): PublishedFigures => ({
  currency: report.currency,
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
