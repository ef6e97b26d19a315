import { afterAll, beforeAll, expect, test } from "vitest";
import type { GraphClientOptions } from "@/lib/graph/graph-client";
import { Decimal } from "@/lib/values/decimal";
import { factsOf } from "@/tests/integration/collect/facts-of";
import { type Night, startNight } from "@/tests/integration/collect/night";
import { meaningOf } from "@/tests/robustness/answers/judge";
import { mutate } from "@/tests/robustness/answers/mutate";
import { speak, type Told, told } from "@/tests/robustness/answers/spoken";
import { clientNumber, truthOf } from "@/tests/robustness/support/clients";
import { ordeal, patience, report } from "@/tests/robustness/support/ordeal";
import { wrongStored } from "@/tests/robustness/support/stored";
import { randomOf } from "@/tools/simulator/random";

/** In the long form the database takes what it can in the time: one of 200. */
const { count, isLong, seed, replay } = ordeal("answers", 500);
const mutations = isLong ? Math.max(500, Math.ceil(count / 200)) : count;
const range = { since: "2026-11-02", until: "2026-11-05" };
const client = clientNumber(0, { collectFrom: range.since });
const ids = new Set(["101", "102", "103"]);

let night: Night;
let truth: Told;
let random = randomOf(1);
let strikes: { place: number; always: boolean; hits: number } | null = null;

beforeAll(async () => {
  truth = told(client, truthOf(client, { ...range, campaigns: 3 }));
  const graph: Partial<GraphClientOptions> = {
    pageLimit: 5,
    pageCap: 20,
    fetch: speak(
      () => truth,
      5,
      (answer, { level, page }) => {
        const place = level === "campaign" ? page - 1 : 3;
        if (!strikes || place !== strikes.place || (strikes.hits > 0 && !strikes.always)) return answer;
        strikes.hits += 1;
        return mutate(answer, random, ids);
      },
    ),
  };
  night = await startNight([{ client, rows: [] }], { graph });
  expect(await night.collect(range)).toMatchObject({ done: 1 });
});

afterAll(() => night.close());

/** Days whose stored figures are not doubted and yet not what Meta means: by nothing but the rounding that R7 allows. */
async function wrongAndBelieved(runId: string | null): Promise<string[]> {
  const doubted = await night.sql<
    { date: string }[]
  >`select date::text from daily_kpi_data where not reconciled`;
  const days = new Set(doubted.map(({ date }) => date));
  const found = await night.sql<{ subject: string }[]>`
    select subject from findings where check_key = 'campaign_sum_differs' and resolved_at is null`;
  const wrong = [...days]
    .filter((day) => !found.some(({ subject }) => subject === day))
    .map((day) => `${day}: doubted in silence`);
  // Meta said that the first day is kept no more (3018): it was not read by this run and keeps what was observed before (C26).
  const [read] = await night.sql<{ since: string }[]>`
    select min(since)::text as since from collection_attempts where run_id = ${runId} and state = 'ok'`;
  for (const line of await wrongStored(night.sql, client.externalId, truth.campaign, range)) {
    if (line.slice(0, 10) < (read?.since ?? "")) continue;
    if (!days.has(line.slice(0, 10)) && !isRounding(line)) wrong.push(line);
  }
  return wrong;
}

/** `2026-11-02 101 total_spend: 11.47 not 11.46`: three rows and a total may hide two cents (R7). */
function isRounding(line: string): boolean {
  const [, metric, is, should] = line.match(/(\w+): (\S+) not (\S+)$/) ?? [];
  if (
    !is ||
    !should ||
    !/^(total_spend|reservation_value)$/.test(metric ?? "") ||
    is === "null" ||
    is === "undefined"
  )
    return false;
  return new Decimal(is).minus(should).abs().lte("0.02");
}

test(
  `R5 ${mutations} mutated answers through the database: what is stored is true or doubted by name, what fails stores nothing and has a class`,
  async () => {
    expect(Object.keys(meaningOf(truth.campaign[0])).length).toBeGreaterThan(6);
    const ends: Record<string, number> = {};
    for (let number = 1; number <= mutations; number += 1) {
      const name = `Mutation ${number}. ${replay}`;
      truth = told(client, truthOf(client, { ...range, campaigns: 3, version: number }));
      random = randomOf(seed * 7_919 + number);
      strikes = { place: Math.floor(random() * 4), always: random() < 0.6, hits: 0 };
      const before = await factsOf(night.sql);
      const result = await night.collect(range);
      const [place] = result.accounts;
      const end = place?.state === "done" ? "done" : `${place?.state} ${place?.reason}`;
      ends[end] = (ends[end] ?? 0) + 1;
      // "internal" is what nobody foresaw.
      expect(end, `${name} ${JSON.stringify(place)}`).not.toMatch(/internal|undefined/);
      if (place?.state === "done") expect(await wrongAndBelieved(result.run_id), name).toEqual([]);
      else expect(await factsOf(night.sql), name).toEqual(before);
      if (end === "done" && strikes.hits < 2) continue;
      // The next one meets an account in good health.
      strikes = null;
      await night.sql`update ad_accounts set failures = 0, opened_until = null, blocked_until = null, access = 'ok', good_days = null, unbuilt_fields = '{}',
        stopped_reason = null, stopped_at = null, stopped_details = null`;
      await night.sql`delete from graph_apps`;
      await night.sql`delete from collection_gaps`;
      // Also one whose token is not refused: that stands in a condition, and the clock of this night does not go on.
      await night.sql`delete from conditions`;
      expect(await night.collect(range), name).toMatchObject({ done: 1 });
      expect(await wrongStored(night.sql, client.externalId, truth.campaign, range), name).toEqual([]);
      // All of them are compared after every answer: the last one shall cost no more than the first.
      if (number % 50 === 0) await night.sql`truncate kpi_restatements`;
    }
    report("answers", { "through the database": mutations, ...ends });
    expect(ends.done).toBeGreaterThan(mutations / 5);
    expect(Object.keys(ends).length).toBeGreaterThan(4);
  },
  patience(1_200_000),
);
