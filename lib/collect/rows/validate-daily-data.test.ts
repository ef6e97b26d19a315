import { expect, test } from "vitest";
import { RefusedWindow, validateDailyData } from "@/lib/collect/rows/validate-daily-data";
import { parseCalendarDay } from "@/lib/values/calendar-day";

const rules = {
  level: "campaign",
  window: { since: parseCalendarDay("2026-11-01"), until: parseCalendarDay("2026-11-07") },
  accountId: "act_1000000000000001",
  currency: "PLN",
} as const;
const good = {
  account_id: "1000000000000001",
  account_currency: "PLN",
  campaign_id: "101",
  date_start: "2026-11-02",
  date_stop: "2026-11-02",
  spend: "10.5",
};

test("good rows pass, and so does one whose metrics are all absent", () => {
  const { spend: _, ...bare } = good;
  expect(() => validateDailyData([good, bare], rules)).not.toThrow();
});

test.each([
  [{ date_start: undefined }, "Missing required fields: date_start (campaign row 1)."],
  [
    { date_stop: "", campaign_id: undefined },
    "Missing required fields: date_stop, campaign_id (campaign row 1).",
  ],
  [{ date_start: "2026-02-30", date_stop: "2026-02-30" }, 'Malformed: date_start "2026-02-30" is not a day'],
  [{ date_stop: "2026-11-03" }, "Malformed: the row covers 2026-11-02 to 2026-11-03, not one day"],
  [
    { date_start: "2026-10-31", date_stop: "2026-10-31" },
    "Malformed: the day is outside 2026-11-01 to 2026-11-07",
  ],
  [{ account_id: "1000000000000002" }, "Malformed: the row belongs to account 1000000000000002"],
  [{ account_currency: "EUR" }, "Malformed: the account's currency is EUR, not PLN"],
  [{ spend: "-1" }, 'Malformed: spend is "-1"'],
  [{ impressions: "1e3" }, 'Malformed: impressions is "1e3"'],
  [{ clicks: "" }, 'Malformed: clicks is ""'],
  [{ inline_link_clicks: "NaN" }, 'Malformed: inline_link_clicks is "NaN"'],
])("a row with %o is refused in one sentence", (change, sentence) => {
  const { ...row } = { ...good, ...change };
  expect(() => validateDailyData([row as never], rules)).toThrow(RefusedWindow);
  expect(() => validateDailyData([row as never], rules)).toThrow(sentence);
});

test("an account row needs no campaign", () => {
  const { campaign_id: _, ...row } = good;
  expect(() => validateDailyData([row], { ...rules, level: "account" })).not.toThrow();
});
