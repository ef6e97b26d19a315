import { afterEach, expect, it } from "vitest";
import { type Answered, ask, askInsights } from "@/tools/simulator/fixtures/ask";
import { agencyToken, campaignDay, startJantar } from "@/tools/simulator/fixtures/jantar";
import type { Simulator } from "@/tools/simulator/start";

const sixty = Array.from({ length: 60 }, (_, index) => campaignDay(index));
let simulator: Simulator;
afterEach(() => simulator.close());

/** Follows `next` until there is none, at most ten pages. */
async function walk(query: Record<string, string> = {}): Promise<Answered[]> {
  const pages = [await askInsights(simulator, query)];
  for (let page = pages[0]; page?.body.paging?.next && pages.length < 10; page = pages.at(-1))
    pages.push(await ask(simulator, page.body.paging.next));
  return pages;
}

it("a page holds 25 rows unless told otherwise, and the pages together hold every row once", async () => {
  simulator = await startJantar(sixty);
  const pages = await walk();
  expect(pages.map(({ body }) => body.data.length)).toEqual([25, 25, 10]);
  const keys = pages.flatMap(({ body }) => body.data.map((row) => `${row.date_start}/${row.campaign_id}`));
  expect(new Set(keys).size).toBe(60);
});

it("next is absolute, on the host that was asked, and carries the token and every parameter", async () => {
  simulator = await startJantar(sixty);
  const next = new URL((await askInsights(simulator, { limit: "10" })).body.paging?.next ?? "");
  expect(next.origin).toBe(simulator.url);
  expect(next.pathname).toBe("/v26.0/act_1000000000000001/insights");
  expect(Object.fromEntries(next.searchParams)).toMatchObject({
    access_token: agencyToken,
    limit: "10",
    level: "campaign",
    time_range: '{"since":"2026-10-01","until":"2026-10-31"}',
  });
});

it("the last page has cursors.after and no next, also when it is exactly full", async () => {
  simulator = await startJantar(sixty.slice(0, 25));
  const { paging } = (await askInsights(simulator)).body;
  expect(paging?.cursors.after).toMatch(/ZD$/);
  expect(paging).not.toHaveProperty("next");
});

it("no rows is an empty list without paging", async () => {
  simulator = await startJantar([]);
  expect((await askInsights(simulator)).body).toEqual({ data: [] });
});

it("a cursor that Meta never gave out is 2642", async () => {
  simulator = await startJantar(sixty);
  const answer = await askInsights(simulator, { after: "nonsense" });
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 2642 } } });
});

it.each(["0", "-5", "many", "9000"])("a limit of %s is refused", async (limit) => {
  simulator = await startJantar(sixty);
  expect(await askInsights(simulator, { limit })).toMatchObject({
    status: 400,
    body: { error: { code: 100 } },
  });
});

it("a next to an empty page ends there", async () => {
  simulator = await startJantar(sixty.slice(0, 50));
  simulator.faults.add({ when: { page: 2 }, does: { kind: "empty-last-page" } });
  expect((await walk()).map(({ body }) => body.data.length)).toEqual([25, 25, 0]);
});

it("a repeated cursor leads to the same page again and again", async () => {
  simulator = await startJantar(sixty);
  simulator.faults.add({ when: { page: 2 }, does: { kind: "repeat-cursor" } });
  const pages = await walk();
  expect(pages).toHaveLength(10);
  expect(pages.at(-1)?.body.data).toEqual(pages[1]?.body.data);
});

it("a foreign next names the other host", async () => {
  simulator = await startJantar(sixty);
  simulator.faults.add({ when: { page: 1 }, does: { kind: "foreign-next", host: "graph.example.net" } });
  expect(new URL((await askInsights(simulator)).body.paging?.next ?? "").host).toBe("graph.example.net");
});

it("rows that move between two pages repeat or are left out", async () => {
  simulator = await startJantar(sixty);
  simulator.faults.add({ when: { page: 2 }, does: { kind: "shift-rows", by: -2 } });
  const repeated = (await walk()).flatMap(({ body }) => body.data);
  expect(repeated[25]).toEqual(repeated[23]);
  simulator.faults.clear();
  simulator.faults.add({ when: { page: 2 }, does: { kind: "shift-rows", by: 3 } });
  const lost = (await walk()).flatMap(({ body }) => body.data.map(({ spend }) => spend));
  expect(lost).not.toContain("25.25");
});
