import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { textOf } from "@/components/report/fixtures/page-text";
import { PeopleSection } from "@/components/report/people-section";
import { createReportKit } from "@/lib/publications/report-kit";
import type { Report } from "@/lib/report/document";

type Breakdown = Extract<Report["breakdowns"]["age_gender"], { rows: unknown }>;

const section = (
  locale: "pl" | "en",
  rows: readonly [age: string, gender: string, reservations: string][],
) => {
  const breakdown: Breakdown = {
    ...(hotelJantar.breakdowns.age_gender as Breakdown),
    rows: rows.map(([age, gender, reservations]) => ({
      keys: [age, gender],
      figures: { total_spend: "100", reservations },
    })),
  };
  const report = { ...hotelJantar, locale, breakdowns: { ...hotelJantar.breakdowns, age_gender: breakdown } };
  const kit = createReportKit(report, { documentSha256: null });
  return textOf(renderToStaticMarkup(<PeopleSection kit={kit} />)).replaceAll("\u00A0", " ");
};

test("an age that Meta does not know is in the bars and never what the sentence is about", () => {
  const rows = [
    ["25-34", "female", "20"],
    ["35-44", "male", "10"],
    ["Unknown", "female", "70"],
  ] as const;
  const polish = section("pl", [...rows.map((row) => [...row] as [string, string, string])]);
  expect(polish).toContain("Na osoby w wieku 25–34 przypada 20% (rezerwacje), na kobiety 90%.");
  expect(polish).toContain("Wiek nieznany");
});

test.each([
  [
    "no age",
    [
      ["Unknown", "female", "30"],
      ["Unknown", "male", "10"],
    ],
    "Meta nie podaje wieku. Na kobiety przypada 75% (rezerwacje).",
    "Meta does not give ages. Women stand for 75% of reservations.",
  ],
  [
    "neither age nor gender",
    [
      ["Unknown", "unknown", "30"],
      ["25-34", "unknown", "10"],
    ],
    "Meta nie podaje, kto to był (rezerwacje).",
    "Meta does not say who they were (reservations).",
  ],
  [
    "nothing, for there are too few",
    [["25-34", "female", "9"]],
    "Za mało, by powiedzieć, od kogo pochodzą (rezerwacje): poniżej 10.",
    "Too few to say who they came from (reservations): under 10.",
  ],
] as [string, [string, string, string][], string, string][])("of %s it says so", (_what, rows, pl, en) => {
  expect(section("pl", rows)).toContain(pl);
  expect(section("en", rows)).toContain(en);
});
