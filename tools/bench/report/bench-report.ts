import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { answerShareLink, type ShareGate } from "@/lib/sharing/answer-share-link";
import { openCounter } from "@/lib/sharing/count-share-opens";
import { openPageCache } from "@/lib/sharing/page-cache";
import { deriveShareKeys } from "@/lib/sharing/share-keys";
import { hashShareToken, newShareToken } from "@/lib/sharing/share-token";
import { openBenchDatabase } from "@/tools/bench/ingest/bench-database";
import { median, type Ratio } from "@/tools/bench/ratio";

const rounds = 7;
const requests = 400;
const atOnce = 8;
/** About what a published month has. */
const pageBytes = 120_000;

/**
 * P7: the shared report's handler, gate, stored bytes and the count of the opening, against a handler that looks up one key and sends a constant
 * body of the same size. Both without a web server in front, whose share is the same for both and would only bring the ratio nearer to 1.
 */
export async function benchReport(): Promise<Ratio[]> {
  const bench = await openBenchDatabase(200);
  try {
    const html = Buffer.from(`<!doctype html><html><body>${"x".repeat(pageBytes)}</body></html>`);
    const token = newShareToken();
    await seed(bench.owner, bench.accounts[0]?.clientId ?? "", html, token);
    const gate: ShareGate = {
      db: bench.db,
      keys: () => keys,
      pdfs: { put: async () => {}, get: async () => Buffer.alloc(0) },
      pages: openPageCache(),
      now: Temporal.Now.instant(),
    };
    const countOpen = openCounter(() => bench.db);
    const keys = deriveShareKeys(new Map([["k1", Buffer.alloc(32, 7)]]));
    const waiting: Promise<void>[] = [];
    const shared = async () => {
      const { response, opened } = await answerShareLink(gate, {
        token,
        segments: [],
        cookies: null,
        query: new URLSearchParams(),
      });
      if (!opened || (await response.arrayBuffer()).byteLength !== html.length)
        throw new Error("It did not open.");
      waiting.push(countOpen(opened));
    };
    const constant = new Uint8Array(html);
    const anchor = async () => {
      const rows = await bench.owner`select id from share_links where token_hash = ${hashShareToken(token)}`;
      if (rows.length !== 1) throw new Error("The key was not found.");
      await new Response(constant).arrayBuffer();
    };
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const anchorMs = await timed(anchor);
      const sharedMs = await timed(shared);
      await Promise.all(waiting.splice(0));
      ratios.push(anchorMs / sharedMs);
    }
    return [
      {
        goal: "P7",
        what: "shared report, req/s without a web server in front",
        against: "one key look-up and a constant body",
        ratio: median(ratios),
        reach: 0.9,
        better: "higher",
      },
    ];
  } finally {
    await bench.close();
  }
}

/** Milliseconds that all requests take, so many at once. */
async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  let left = requests;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await work();
    }),
  );
  return performance.now() - began;
}

type Owner = Awaited<ReturnType<typeof openBenchDatabase>>["owner"];

async function seed(owner: Owner, clientId: string, html: Buffer, token: string): Promise<void> {
  const sha = (data: string | Buffer) => createHash("sha256").update(data).digest();
  await owner`insert into agency (name, time_zone) values ('Latarnia', 'Europe/Warsaw')`;
  await owner`insert into reports (client_id, month, state) values (${clientId}, '2026-10-01', 'published')`;
  await owner`insert into publications (client_id, month, version, document, document_sha256, html, html_sha256, published_by, published_at)
    values (${clientId}, '2026-10-01', 1, '{}', ${sha("{}")}, ${html}, ${sha(html)}, 'bench', now())`;
  await owner`insert into share_links (client_id, token_hash, month, expires_at, created_by)
    values (${clientId}, ${hashShareToken(token)}, '2026-10-01', now() + interval '1 day', 'bench')`;
}
