import { expect, test } from "vitest";
import { textOf } from "@/components/report/fixtures/page-text";
import { renderPublication } from "@/lib/publications/render-publication";
import { buildReport } from "@/lib/report/build-report";
import {
  accountDay,
  at,
  hotelJantar,
  monthReach,
  splitInTwo,
  unreconciledSpend,
  withAccountDays,
  withDay,
  withDays,
  withoutDays,
} from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";
import { parseCalendarDay } from "@/lib/values/calendar-day";

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

test("R11 currency changed within the month is told, with no sum of two currencies anywhere", async () => {
  const mixed = withAccountDays(hotelJantar(), { until: "2026-10-14", currency: "EUR" });
  const text = await read(mixed);
  expect(text).toContain("Zmieniła się waluta konta reklamowego.");
  expect(text).toContain("Przed 15 października kwoty są w EUR, od tego dnia w PLN.");
  expect(text).toContain("dwie waluty w miesiącu, nie sumujemy ich");
  expect(text).toContain("Wydatków w EUR nie rysujemy; są w tabeli, dzień po dniu.");
  expect(text).toContain("14 października40,25 EUR");
  expect(text).toContain("15 października40,25");
  expect(text).not.toContain("1 247,75");
  expect(text).not.toContain("Nie pobrano jeszcze żadnego dnia");
  const differs = await read({
    ...mixed,
    days: mixed.days.map((day) => (day.date === "2026-10-20" ? { ...day, ...unreconciledSpend } : day)),
  });
  expect(differs).toContain("suma kampanii nie zgadza się z sumą konta za 20 października.");
});

test("R11 currency changed before the month: amounts are not compared, in words", async () => {
  const text = await read(withAccountDays(hotelJantar(), { until: "2026-09-30", currency: "EUR" }));
  expect(text).toContain("kwoty za wrzesień 2026 nie są w PLN");
  expect(text).toContain("1 247,75 zł");
});

test("R11 zone changed after the month: the reason to publish anyway is printed under it", async () => {
  const whole = hotelJantar();
  const reason = "Klient przeniósł konto do Londynu, liczby z października są dobre.";
  const override = { reason, by: "Marta Lis", at: "2026-11-04T08:12:00Z" };
  const text = await read({
    ...whole,
    account: { ...whole.account, zone: "Europe/London" },
    publication: { version: 1, at: override.at, by: override.by, override, changes: [] },
  });
  expect(text).toContain("Zmieniła się strefa czasowa konta reklamowego.");
  expect(text).toContain("konto reklamowe ma teraz strefę Europe/London");
  expect(text.split(reason)).toHaveLength(2);
});

test("C23 incident 27 reach is printed with its days and when it was read, or with why it is not there", async () => {
  const october = hotelJantar();
  expect(await read(october)).toContain(
    "Odbiorcy: 11 840, od 1 października do 31 października; wyświetlenia na osobę: 2,62.",
  );
  const failed = monthReach({ reach: null, frequency: null, unavailable: "meta_unavailable" });
  const text = await read({ ...october, reach: [failed] });
  expect(text).toContain("Nie udało się go odczytać z Meta; nigdy nie jest sumą dni.");
  expect(text).not.toContain("Odbiorcy:");
});

test("an empty month's largest words are the document's own sentence, which the mail prints too", async () => {
  const nothing = {
    ...{ total_spend: "0", total_impressions: 0, total_clicks: 0, link_clicks: 0 },
    ...{ reservations: 0, reservation_value: "0" },
  };
  for (const last of ["2025-12-29", null]) {
    const whole = hotelJantar();
    const report = buildReport({
      ...whole,
      days: whole.days
        .filter(({ date }) => date >= "2026-10-12")
        .map(({ date }) => accountDay(date, { values: nothing })),
      account: { ...whole.account, collectFrom: parseCalendarDay("2026-10-12") },
      ...{
        campaigns: [],
        previousCampaigns: [],
        lastDelivery: last === null ? null : parseCalendarDay(last),
      },
    });
    expect(report.no_delivery).toBe(true);
    const { html } = await renderPublication({ report, documentSha256: "0".repeat(64) });
    const [, words] = /<p class="verdict">(.*?)<\/p>/s.exec(html.toString("utf8")) ?? [];
    const said = textOf(words ?? "").replaceAll("\u00A0", " ");
    expect(said).toBe(report.verdict.text.replaceAll("\u00A0", " "));
  }
});

test("a goal of a month that the collection entered half-way says of how many days it is not known yet", async () => {
  const whole = withDays(hotelJantar(), (date) => date >= "2026-10-12");
  const goal = { metric: "reservations", kind: "at_least", target: "30" as never } as const;
  const text = await read({
    ...whole,
    account: { ...whole.account, collectFrom: parseCalendarDay("2026-10-12") },
    settings: { monthlyBudget: null, goals: [goal] },
  });
  expect(text).toContain("jeszcze nie wiadomo: 20 z 31 dni");
});

test("a goal between two sums that do not match is not known, and why", async () => {
  const differing = withDay(hotelJantar(), "2026-10-22", unreconciledSpend);
  const [first, ...others] = differing.campaigns;
  if (!first) throw new Error("Hotel Jantar has campaigns.");
  const total_spend = first.figures.total_spend?.minus("12.5") ?? null;
  const goal = { metric: "total_spend", kind: "at_most", target: "1240" as never } as const;
  const text = await read({
    ...differing,
    campaigns: [{ ...first, figures: { ...first.figures, total_spend } }, ...others],
    settings: { monthlyBudget: null, goals: [goal] },
  });
  expect(text).toContain("nie wiadomo: niezgodne z sumą Meta");
  expect(text).not.toContain("nieosiągnięty");
});

test("a goal of a figure that may still change is answered for now", async () => {
  const goal = (metric: "total_spend" | "reservations", target: string) => ({
    metric,
    kind: "at_least" as const,
    target: target as never,
  });
  const goals = [goal("total_spend", "1000"), goal("reservations", "10"), goal("reservations", "90")];
  const text = await read({ ...hotelJantar(), settings: { monthlyBudget: null, goals } });
  const answers = [
    ...text.matchAll(/co najmniej.*?(na razie nieosiągnięty|na razie osiągnięty|osiągnięty)/g),
  ];
  expect(answers.map(([, said]) => said)).toEqual([
    "osiągnięty",
    "na razie osiągnięty",
    "na razie nieosiągnięty",
  ]);
});
