import { afterEach, beforeAll, expect, test } from "vitest";
import { type Night, startNight } from "@/tests/integration/collect/night";
import { type Case, cases } from "@/tests/robustness/faults/cases";
import { clientNumber, metaId, truthOf } from "@/tests/robustness/support/clients";
import { ordeal, patience, report } from "@/tests/robustness/support/ordeal";
import { wrongStored } from "@/tests/robustness/support/stored";

const { count, replay } = ordeal("faults", 1);
/** The 29 days of a morning's pass: 580 rows, 50 a page. */
const range = { since: "2026-10-11", until: "2026-11-08" };
const pages = [1, 6, 12] as const;
type Page = (typeof pages)[number];
const campaigns = 20;

/** Three that are struck, on the first, a middle and the last page, each with a token of its own; a neighbour with the agency's. */
const cast = Array.from({ length: 4 }, (_, index) => ({
  client: clientNumber(index, { collectFrom: range.since }),
  ...(index < 3 ? { connection: { name: `own-${index}`, token: `EAAtokenOfNumber000${index}` } } : {}),
}));
const struck = cast.slice(0, 3).map(({ client }) => client);
const neighbours = cast.slice(3).map(({ client }) => client);
const truth = (client: (typeof struck)[number], version: number) =>
  truthOf(client, { ...range, campaigns, version });

let night: Night;
afterEach(() => night?.close());

/** A night whose accounts hold the figures of yesterday while Meta says today's. */
async function begin(): Promise<void> {
  night = await startNight(
    cast.map((one) => ({ ...one, rows: truth(one.client, 0) })),
    { pageLimit: 50, graph: { readTimeoutMs: 300 } },
  );
  expect(await night.collect(range)).toMatchObject({ expected: 4, done: 4 });
  for (const { client } of cast) night.simulator.setRows(metaId(client), truth(client, 1));
  night.simulator.forgetCalls();
  night.moveTo("2026-11-09T07:00:00Z");
}

const callsOf = (client: (typeof struck)[number]) =>
  night.simulator.calls.filter(({ path }) => path.includes(metaId(client))).length;
const wrong = (client: (typeof struck)[number], version: number) =>
  wrongStored(night.sql, client.externalId, truth(client, version), range);

/** Calls of one account in a run without any fault. */
let usual = 0;
beforeAll(async () => {
  await begin();
  expect(await night.collect(range)).toMatchObject({ done: 4 });
  usual = callsOf(struck[0] ?? clientNumber(0));
  expect(usual).toBeGreaterThanOrEqual(4);
  for (const { client } of cast) expect(callsOf(client)).toBe(usual);
  await night.close();
});

/** One case on some pages in one night. Answers how often the struck were called, of the usual. */
async function strike(one: Case, hit: readonly Page[]): Promise<number> {
  await begin();
  for (const page of hit)
    night.simulator.faults.add({
      when: {
        account: metaId(struck[pages.indexOf(page)] ?? clientNumber(0)),
        level: "campaign",
        page,
        ...(one.times ? { times: one.times } : {}),
      },
      does: one.does,
    });
  const result = await night.collect(range);
  expect(
    night.simulator.calls.some(({ faults }) =>
      faults.includes(one.does.kind === "refusal" ? "refusal" : one.does.kind),
    ),
  ).toBe(true);
  const hurt = struck.filter((_, index) => hit.some((page) => pages.indexOf(page) === index));
  for (const client of hurt) {
    const place = result.accounts.find(({ account }) => account === client.externalId);
    if (one.ends === "now") {
      expect(place, client.slug).toMatchObject({ state: "done" });
      expect(await wrong(client, 1), client.slug).toEqual([]);
    } else {
      expect(place, client.slug).toMatchObject({
        state: one.ends === "later" ? "remaining" : "failed",
        reason: one.reason,
      });
      expect(await wrong(client, 0), `${client.slug} keeps what it had`).toEqual([]);
    }
  }
  if (!one.wholeApp)
    for (const client of neighbours) {
      expect(callsOf(client), `${client.slug}, a neighbour`).toBe(usual);
      expect(await wrong(client, 1), `${client.slug}, a neighbour`).toEqual([]);
    }
  if (one.ends === "now")
    return hurt.reduce((sum, client) => sum + callsOf(client), 0) / (usual * hurt.length);
  // Time passes, or somebody mends it.
  night.simulator.faults.clear();
  night.moveTo("2026-11-10T07:00:00Z");
  expect(await night.collect({ ...range, clients: hurt.map(({ slug }) => slug) })).toMatchObject({
    done: hurt.length,
  });
  for (const client of hurt) expect(await wrong(client, 1), client.slug).toEqual([]);
  return hurt.reduce((sum, client) => sum + callsOf(client), 0) / (usual * hurt.length);
}

const ratios: number[] = [];

for (let time = 1; time <= count; time += 1)
  for (const one of cases)
    test(
      `R4 ${one.name}, on the first, a middle and the last page: ${one.ends === "now" ? "complete and exact" : `nothing written, named ${one.reason}, exact once ${one.ends === "later" ? "its time is over" : "it is mended"}`}; neighbours unaffected${count > 1 ? `, time ${time}` : ""}`,
      async () => {
        const hit = one.notOnLast ? pages.slice(0, 2) : pages;
        let ratio = 0;
        if (one.wholeApp)
          for (const page of hit) {
            ratio += (await strike(one, [page])) / hit.length;
            await night.close();
          }
        else ratio = await strike(one, hit);
        report("faults", { [one.name]: ratio.toFixed(2) });
        if (one.ends === "mended") return;
        ratios.push(ratio);
        expect(ratio, `calls, of the usual. ${replay}`).toBeLessThanOrEqual(1.6);
      },
      patience(600_000),
    );

test("R4 all that recovers, taken together, costs at most 1.6 times the calls of the same days without a fault", () => {
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  report("faults", {
    cases: cases.length,
    recovering: ratios.length,
    "calls, mean of the usual": mean.toFixed(2),
  });
  expect(mean, replay).toBeLessThanOrEqual(1.6);
});
