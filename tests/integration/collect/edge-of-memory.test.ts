import { afterEach, expect, test } from "vitest";
import { jantar } from "@/tests/integration/cast";
import { campaignDay, days, jantarFrom, type Night, startNight } from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

/** The oldest day that Meta's answers have on the night's date, 9 November 2026. */
const oldest = "2023-10-12";

/** A row a day from the oldest on, so that a day that was not asked for is one that is lost. */
const rows = days(oldest, "2023-12-31").map((date) => campaignDay(date, "101", { spend: "10.5" }, jantar));

async function stored(): Promise<string[]> {
  const found = await night.sql<{ date: string }[]>`select date::text from daily_kpi_data order by date`;
  return found.map(({ date }) => date);
}

/** Reads of the window itself that Meta refused, without those that learn what counts as what. */
function refusedReads() {
  return night.simulator.calls.filter(({ status, query }) => status === 400 && query.level === "campaign");
}

// Windows of at most 31 days tile a range from its newest day on; what is left at its oldest end is any length.
test.each([1, 3, 5, 7, 13, 30])(
  "C26 a last window of %i days at the edge of Meta's memory is asked for like any other: none of its days is taken for gone",
  async (remainder) => {
    const until = days(oldest, "2023-12-31")[31 + remainder - 1] ?? "";
    night = await startNight([{ client: jantarFrom("2020-01-01"), rows }]);
    const result = await night.collect({ since: oldest, until });
    expect(result).toMatchObject({ done: 1 });
    expect(result.accounts[0]?.reason).toBeUndefined();
    expect(await stored()).toEqual(days(oldest, until));
  },
);

test("C26 a last window that is gone as a whole ends as gone, however many of its days are refused, and is asked for once", async () => {
  const until = days(oldest, "2023-12-31")[31 + 3 - 1] ?? "";
  night = await startNight([{ client: jantarFrom("2020-01-01"), rows }]);
  // Meta's memory begins three days later than ours says: 12 to 14 October are refused.
  night.simulator.setClock("2026-11-15T12:00:00Z");
  const result = await night.collect({ since: oldest, until });
  // Whoever asked for more than there is hears of it.
  expect(result.accounts[0]).toMatchObject({ state: "done", reason: "older_than_meta_keeps" });
  expect(await stored()).toEqual(days("2023-10-15", until));
  expect(refusedReads()).toHaveLength(3);
});

test("C26 a last window of which a part is gone says from where it was asked for, and is not asked for again", async () => {
  const until = days(oldest, "2023-12-31")[31 + 9 - 1] ?? "";
  night = await startNight([{ client: jantarFrom("2020-01-01"), rows }]);
  night.simulator.setClock("2026-11-15T12:00:00Z");
  const result = await night.collect({ since: oldest, until });
  // Whoever asked for more than there is hears of it.
  expect(result.accounts[0]).toMatchObject({ state: "done", reason: "older_than_meta_keeps" });
  expect(await stored()).toEqual(days("2023-10-15", until));
  expect(refusedReads()).toHaveLength(3);
  const [oldestRead] =
    await night.sql`select since::text, asked_since::text from collection_attempts order by since limit 1`;
  expect(oldestRead).toEqual({ since: "2023-10-15", asked_since: oldest });
});

test("C26 a range that is gone as a whole, which only Meta knew, is named as skipped: nothing was stored", async () => {
  night = await startNight([{ client: jantarFrom("2020-01-01"), rows }]);
  night.simulator.setClock("2026-11-15T12:00:00Z");
  const result = await night.collect({ since: oldest, until: "2023-10-14" });
  expect(result).toMatchObject({ expected: 1, done: 0, failed: 0, skipped: 1 });
  expect(result.accounts[0]).toMatchObject({ state: "skipped", reason: "older_than_meta_keeps" });
  expect(await stored()).toEqual([]);
});
