import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { campaignDays, readAgainst } from "@/tests/integration/graph/read-against";
import { serverAppSecret, serverToken } from "@/tests/integration/graph/scripted-server";

const sixty = campaignDays(60);

it("C02 60 rows at 25 a page are three calls, by next only, and no call after the last page", async () => {
  const { read, calls } = await readAgainst(sixty);
  expect(read).toMatchObject({ kind: "ok", pages: 3, calls: 3, value: sixty });
  expect(calls.map(({ url }) => url.searchParams.get("after"))).toEqual([null, "25", "50"]);
});

it("C02 incident 4 the page size is asked for, never left to Meta", async () => {
  const { read, calls } = await readAgainst(sixty, [], { pageLimit: 100 });
  expect(read).toMatchObject({ kind: "ok", pages: 1, value: sixty });
  expect(calls[0]?.url.searchParams.get("limit")).toBe("100");
});

it("C03 a last page with cursors.after but without next is the last", async () => {
  const { read, calls } = await readAgainst(campaignDays(25));
  expect(read).toMatchObject({ kind: "ok", pages: 1, calls: 1 });
  expect(calls).toHaveLength(1);
});

it("C04 next may lead to an empty page: the end, nothing twice", async () => {
  const fifty = campaignDays(50);
  const { read } = await readAgainst(fifty, [{ page: 2, does: { kind: "empty-last-page" } }]);
  expect(read).toMatchObject({ kind: "ok", pages: 3, value: fifty });
});

it("C05 a repeated cursor stops the read without rows", async () => {
  const { read, calls, notes } = await readAgainst(sixty, [{ page: 2, does: { kind: "repeat-cursor" } }]);
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
  const { read, notes } = await readAgainst(sixty, [{ page: 1, does: { kind: "next-host", host } }]);
  foreign.close();
  expect(read).toMatchObject({ kind: "error", error: { class: "PERMANENT", reason: "foreign_next" } });
  expect(notes).toContainEqual(expect.objectContaining({ kind: "paging_refused", reason: "foreign_next" }));
  expect(thief).toEqual([]);
});

it("C07 the token stands in every next and in no address, outcome or note of ours", async () => {
  const { read, calls, notes } = await readAgainst(sixty);
  expect(calls).toHaveLength(3);
  for (const { url, authorization } of calls) {
    expect(authorization).toBe(`Bearer ${serverToken}`);
    expect(url.href).not.toContain(serverToken);
    expect(url.searchParams.getAll("appsecret_proof")).toHaveLength(1);
  }
  const said = JSON.stringify([read, notes]);
  for (const secret of [serverToken, serverAppSecret, "appsecret_proof"]) expect(said).not.toContain(secret);
});

it("F18 a cursor lost on page 3 begins the read anew once, every row once", async () => {
  const lost = { status: 400, error: { code: 2642, message: "Invalid cursors values" } };
  const { read, calls } = await readAgainst(sixty, [{ page: 3, times: 1, does: { kind: "error", ...lost } }]);
  expect(read).toMatchObject({ kind: "ok", pages: 3, calls: 6, value: sixty });
  expect(calls.map(({ page }) => page)).toEqual([1, 2, 3, 1, 2, 3]);
  const lasting = await readAgainst(sixty, [{ page: 3, does: { kind: "error", ...lost } }]);
  expect(lasting.read).toMatchObject({ kind: "error", calls: 6, error: { class: "RESTART_PAGING" } });
});

it("F35 F42 F44 nothing but plain reads of one edge: no batch, no image, no POST", async () => {
  const { calls } = await readAgainst(sixty);
  expect(new Set(calls.map(({ url }) => url.pathname))).toEqual(
    new Set(["/v26.0/act_1000000000000001/insights"]),
  );
  expect(calls.every(({ method }) => method === "GET")).toBe(true);
  expect(calls.map(({ url }) => url.search).join()).not.toMatch(/batch|image|creative|thumbnail/);
});
