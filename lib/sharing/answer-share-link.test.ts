import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { Database } from "@/lib/db/database";
import { answerShareLink, type ShareGate } from "@/lib/sharing/answer-share-link";
import { openPageCache } from "@/lib/sharing/page-cache";
import { deriveShareKeys } from "@/lib/sharing/share-keys";

/** A gate whose database answers with these rows, or is away. */
const gate = (rows: readonly object[] | Error): ShareGate => ({
  db: {
    askShareGate: async () => {
      if (rows instanceof Error) throw rows;
      return rows;
    },
  } as unknown as Database,
  keys: () => deriveShareKeys(new Map([["k1", Buffer.alloc(32, 7)]])),
  pdfs: {
    put: async () => {},
    get: async () => Buffer.from("%PDF"),
  },
  pages: openPageCache(),
  now: Temporal.Instant.from("2026-11-04T08:00:00Z"),
});
const ask = (rows: readonly object[] | Error, token: string, ...segments: string[]) =>
  answerShareLink(gate(rows), {
    token,
    segments,
    cookies: null,
    query: new URLSearchParams(),
  });

const waiting = {
  share_link_id: "e0000000-0000-4000-8000-000000000001",
  kind: "report",
  client_name: "Hotel <Jantar> & Spa",
  client_locale: "pl",
  agency_name: "Latarnia",
  agency_contact: null,
  time_zone: "Europe/Warsaw",
  locked: false,
  ...{ month: null, version: null, html: null, html_sha256: null },
};

test("what does not open answers 404 in both languages, always with the same bytes", async () => {
  const [first, second] = await Promise.all([ask([], "one"), ask([], "another", "2026-10", "v", "1")]);
  expect([first.response.status, second.response.status]).toEqual([404, 404]);
  const text = await first.response.text();
  expect(text).toBe(await second.response.text());
  expect(text).toContain("Ten link się nie otwiera");
  expect(text).toContain("This link does not open");
  expect(first.opened).toBeNull();
});

test("a live link to a month that is not published says so in the client's language, and a name stays text", async () => {
  const { response, opened } = await ask([waiting], "token");
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(text).toContain("Raport nie jest jeszcze opublikowany");
  expect(text).toContain("Hotel &lt;Jantar&gt; &amp; Spa");
  expect(opened).toBeNull();
});

test("a gate that cannot be asked opens nothing and says that the fault is ours", async () => {
  const { response, opened } = await ask(new Error("connection refused"), "token");
  expect(response.status).toBe(503);
  expect(await response.text()).toContain("Nie możemy teraz pokazać raportu");
  expect(opened).toBeNull();
});

test("no answer may be kept by a cache, framed or run a script", async () => {
  for (const rows of [[], [waiting], new Error("away")]) {
    const { headers } = (await ask(rows, "token")).response;
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  }
});
