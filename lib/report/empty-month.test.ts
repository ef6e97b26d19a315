import { expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import { accountDay, hotelJantar } from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";
import { parseCalendarDay } from "@/lib/values/calendar-day";

const nothing = {
  ...{ total_spend: "0", total_impressions: 0, total_clicks: 0, link_clicks: 0 },
  ...{ reservations: 0, reservation_value: "0" },
};

/** Hotel Jantar without ads in October: what is said of it, with plain spaces. `booked` reservations on the 4th. */
function said(
  locale: "pl" | "en",
  of: { last?: string; since?: string; booked?: number; names?: ReportInput["client"]["names"] },
): string {
  const { last, since = "2025-10-01", booked = 0, names = {} } = of;
  const input = hotelJantar();
  const days = input.days
    .filter(({ date }) => date >= since)
    .map((day) => {
      if (day.date < "2026-10-01") return day;
      const late =
        booked && day.date === "2026-10-14" ? { reservations: booked, reservation_value: "900" } : {};
      return accountDay(day.date, { values: { ...nothing, ...late } });
    });
  const { verdict, no_delivery } = buildReport({
    ...{ ...input, days, campaigns: [], lastDelivery: last ? parseCalendarDay(last) : null },
    account: { ...input.account, collectFrom: parseCalendarDay(since) },
    client: { ...input.client, locale, names },
  });
  expect(no_delivery).toBe(true);
  expect(verdict.rule).toBe("no_delivery");
  return verdict.text.replaceAll("\u00A0", " ");
}

test.each([
  [
    { last: "2026-09-29" },
    "październiku. Ostatnia emisja 29 września.",
    "October. Last delivery 29 September.",
  ],
  [
    { last: "2025-12-29" },
    "październiku. Ostatnia emisja 29 grudnia 2025.",
    "October. Last delivery 29 December 2025.",
  ],
  // What was before the first collected day nobody knows.
  [{}, "październiku.", "October."],
])(
  "an empty month says when ads ran last, with the year where it is another one: %o",
  (of, polish, english) => {
    expect(said("pl", of)).toBe(`Reklamy nie były wyświetlane w ${polish}`);
    expect(said("en", of)).toBe(`No ads ran in ${english}`);
  },
);

test("of a month of which some days were collected it speaks of these days only", () => {
  expect(said("pl", { since: "2026-10-12" })).toBe(
    "Reklamy nie były wyświetlane w żadnym z 20 pobranych dni października.",
  );
  expect(said("en", { since: "2026-10-12" })).toBe("No ads ran on the 20 collected days of October.");
  expect(said("pl", { since: "2026-10-31" })).toBe(
    "Reklamy nie były wyświetlane w jedynym pobranym dniu października.",
  );
  expect(said("en", { since: "2026-10-31" })).toBe("No ads ran on the only collected day of October.");
});

test("C09 what was booked without ads is said beside that none ran, and has no cost of 0", () => {
  const late = { last: "2026-09-29", booked: 3 };
  expect(said("pl", late)).toBe(
    "Reklamy nie były wyświetlane w październiku. Ostatnia emisja 29 września. Były 3 rezerwacje – z wcześniejszych reklam.",
  );
  expect(said("en", late)).toBe(
    "No ads ran in October. Last delivery 29 September. There were 3 reservations – from earlier ads.",
  );
  expect(said("pl", { ...late, names: { reservations: "Pobyty" } })).toMatch(
    /Pobyty: 3 – z wcześniejszych reklam\.$/,
  );
});
