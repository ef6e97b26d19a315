import { expect, test } from "vitest";
import { textOf } from "@/components/report/fixtures/page-text";
import { renderPublication } from "@/lib/publications/render-publication";
import { buildReport } from "@/lib/report/build-report";
import {
  at,
  hotelJantar,
  splitInTwo,
  unreconciledSpend,
  withDay,
  withoutDays,
} from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";

/** The page of a document that was really built from facts, as text with plain spaces. */
async function read(input: ReportInput): Promise<string> {
  const { html } = await renderPublication({ report: buildReport(input), documentSha256: "0".repeat(64) });
  return textOf(html.toString("utf8")).replaceAll("\u00A0", " ");
}

test("a whole month built from facts says that it is whole", async () => {
  const text = await read(hotelJantar());
  expect(text).toContain("31 z 31 dni, zgodne z sumą Meta.");
  expect(text).toContain("1 247,75 zł");
  expect(text).not.toContain("Niepełny miesiąc");
});

test("incident 6 a day without a row is named and stays a gap", async () => {
  const text = await read(withoutDays(hotelJantar(), 17, 18, 25));
  expect(text).toContain("Niepełny miesiąc: 28 z 31 dni.");
  expect(text).toContain("Nie pobrano danych za 17–18 października i 25 października.");
  expect(text).toContain("17 października——");
});

test("incident 23 a month that is not over is compared over the same days and says so", async () => {
  const whole = hotelJantar();
  const days = whole.days.filter((day) => day.date <= "2026-10-10");
  const own = days.filter((day) => day.date >= "2026-10-01");
  const text = await read({ ...whole, now: at("2026-10-11T09:00"), days, campaigns: splitInTwo(own) });
  expect(text).toContain("Miesiąc jeszcze trwa. Liczby sięgają 10 października;");
  expect(text).toContain("te same 10 dni");
});

test("an unreconciled day is told as an amount, on every figure that stands on it", async () => {
  const text = await read(withDay(hotelJantar(), "2026-10-22", unreconciledSpend));
  expect(text).toContain("Niezgodne z sumą Meta.");
  expect(text).toContain("12,50 zł z 22 października nie należy do żadnej kampanii.");
  expect(text).toContain("12,50 zł poza kampaniami");
  expect(text).toContain("liczone z niezgodnej liczby");
});

test("incident 5 a month without a single row shows dashes and no zero", async () => {
  const whole = hotelJantar();
  const days = whole.days.filter((day) => day.date < "2026-10-01");
  const report = buildReport({ ...whole, days, campaigns: [] });
  const { html } = await renderPublication({ report, documentSha256: "0".repeat(64) });
  const page = html.toString("utf8");
  expect(page).toContain(`id="total-spend" data-value=""`);
  expect(textOf(page)).toContain("Nie pobrano jeszcze żadnego dnia tego miesiąca.");
  expect(textOf(page)).not.toMatch(/(^|\D)0,00/);
});
