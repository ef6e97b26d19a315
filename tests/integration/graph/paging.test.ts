import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { agencyToken, appSecret, campaignDays, readAgainst } from "@/tests/integration/graph/read-against";

const sixty = campaignDays(60);

it("C02 60 rows at 25 a page are three calls, by next only, and no call after the last page", async () => {
  const { read, calls } = await readAgainst(sixty);
  expect(read).toMatchObject({ kind: "ok", pages: 3, calls: 3, value: sixty });
  expect(calls).toHaveLength(3);
  expect(new Set(calls.map(({ query }) => query.after)).size).toBe(3);
  expect(calls[0]?.query.after).toBeUndefined();
});

it("C02 incident 4 the page size is asked for, never left to Meta", async () => {
  const { read, calls } = await readAgainst(sixty, [], { options: { pageLimit: 100 } });
  expect(read).toMatchObject({ kind: "ok", pages: 1, value: sixty });
  expect(calls[0]?.query.limit).toBe("100");
});

it("C03 a last page with cursors.after but without next is the last", async () => {
  const { read, calls } = await readAgainst(campaignDays(25));
  expect(read).toMatchObject({ kind: "ok", pages: 1, calls: 1 });
  expect(calls).toHaveLength(1);
});

it("C04 next may lead to an empty page: the end, nothing twice", async () => {
  const fifty = campaignDays(50);
  const { read } = await readAgainst(fifty, [{ when: { page: 2 }, does: { kind: "empty-last-page" } }]);
  expect(read).toMatchObject({ kind: "ok", pages: 3, value: fifty });
});

it("C05 a repeated cursor stops the read without rows", async () => {
  const { read, calls, notes } = await readAgainst(sixty, [
    { when: { page: 2 }, does: { kind: "repeat-cursor" } },
  ]);
  expect(read).toMatchObject({ kind: "error", error: { reason: "cursor_loop" } });
  expect(read).not.toHaveProperty("value");
  expect(calls.length).toBeLessThanOrEqual(3);
  expect(notes).toContainEqual(expect.objectContaining({ kind: "paging_refused", reason: "cursor_loop" }));
});

it("C06 a next on a foreign host is refused, told, and never called", async () => {
  const thief: string[] = [];
  const foreign = createServer((request, response) => {
    thief.push(request.url ?? "");
    response.end("{}");
  });
  await new Promise<void>((ready) => foreign.listen(0, "127.0.0.1", ready));
  const host = `127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  const { read, notes } = await readAgainst(sixty, [
    { when: { page: 1 }, does: { kind: "foreign-next", host } },
  ]);
  foreign.close();
  expect(read).toMatchObject({ kind: "error", error: { class: "PERMANENT", reason: "foreign_next" } });
  expect(notes).toContainEqual(expect.objectContaining({ kind: "paging_refused", reason: "foreign_next" }));
  expect(thief).toEqual([]);
});

it("C07 the token stands in every next and in no address, outcome or note of ours", async () => {
  const { read, calls, notes } = await readAgainst(sixty);
  expect(calls).toHaveLength(3);
  expect(
    calls.every(({ token, hadProof, secretInUrl }) => token === "agency" && hadProof && !secretInUrl),
  ).toBe(true);
  const said = JSON.stringify([read, notes]);
  for (const secret of [agencyToken, appSecret, "appsecret_proof"]) expect(said).not.toContain(secret);
});

it("F18 a cursor lost on page 3 begins the read anew once, every row once", async () => {
  const lost = { kind: "error", code: 2642, message: "Invalid cursors values" } as const;
  const { read, calls } = await readAgainst(sixty, [{ when: { page: 3, times: 1 }, does: lost }]);
  expect(read).toMatchObject({ kind: "ok", pages: 3, calls: 6, value: sixty });
  const cursors = calls.map(({ query }) => query.after);
  expect(cursors.slice(3)).toEqual(cursors.slice(0, 3));
  const lasting = await readAgainst(sixty, [{ when: { page: 3 }, does: lost }]);
  expect(lasting.read).toMatchObject({ kind: "error", calls: 6, error: { class: "RESTART_PAGING" } });
});

it("F35 F42 F44 nothing but plain reads of one edge: no batch, no image, no POST", async () => {
  const { calls } = await readAgainst(sixty);
  expect(new Set(calls.map(({ method, path }) => `${method} ${path}`))).toEqual(
    new Set(["GET /act_1000000000000001/insights"]),
  );
  expect(JSON.stringify(calls.map(({ query }) => query))).not.toMatch(/batch|image|creative|thumbnail/);
});
