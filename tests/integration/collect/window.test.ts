import { afterEach, expect, test } from "vitest";
import {
  campaignDay,
  days,
  items,
  jantarFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const client = jantarFrom("2026-11-01");
const week = days("2026-11-01", "2026-11-07");
const range = { since: "2026-11-01", until: "2026-11-07" };

test("C01 one account, three campaigns, seven days, one page: 21 rows with exact decimals, window complete", async () => {
  const rows = week.flatMap((date) =>
    ["101", "102", "103"].map((id) =>
      campaignDay(date, id, { spend: "1234.567891", actions: items({ omni_purchase: 1.25 }) }),
    ),
  );
  night = await startNight([{ client, rows }]);
  const result = await night.collect(range);
  expect(result).toMatchObject({ expected: 1, done: 1, failed: 0, skipped: 0, remaining: 0 });
  const stored = await night.sql`select date::text, total_spend, reservations from campaign_daily_kpi_data`;
  expect(stored).toHaveLength(21);
  expect(new Set(stored.map((row) => row.total_spend))).toEqual(new Set(["1234.567891"]));
  expect(new Set(stored.map((row) => row.reservations))).toEqual(new Set(["1.25"]));
  const accountDays =
    await night.sql`select total_spend, reservations, reconciled from daily_kpi_data order by date`;
  expect(accountDays).toHaveLength(7);
  expect(accountDays[0]).toEqual({ total_spend: "3703.703673", reservations: "3.75", reconciled: true });
  const [attempt] =
    await night.sql`select state, since::text, until::text, rows, pages from collection_attempts`;
  expect(attempt).toMatchObject({ state: "ok", ...range });
});
