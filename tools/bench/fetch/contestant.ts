import { createRequire } from "node:module";
import path from "node:path";
import { pageBody } from "@/tools/bench/fetch/pages";

/**
 * One contestant, alone in its process: `contestant ours|sdk|stream|parse URL PAGES ROWS_PER_PAGE [--memory]`. Warms up on two pages, then reads
 * PAGES pages and prints `{ rows, seconds, memory }`. Seconds are those the processor worked for it: what else the machine does is not in them. With `--memory` (and `--expose-gc`) garbage is collected every ten pages and at the end, and
 * memory is the most of the heap that was then still held, in bytes: what a reader needs, not when V8 feels like tidying up. Such a run has no useful time.
 */
const [mode, url = "", pagesText, rowsText, memoryFlag] = process.argv.slice(2);
const pages = Number(pagesText);
const rowsPerPage = Number(rowsText);

/** Returns how many rows it read; calls `hold` after each page with what it still keeps. */
type Reader = (pages: number, hold: (kept: unknown) => void) => Promise<number>;

let held = 0;
let page = 0;
/** The most that is still held, garbage apart. */
function weigh(kept: unknown): void {
  if (memoryFlag !== "--memory" || page++ % 10 !== 0) return;
  globalThis.gc?.();
  held = Math.max(held, process.memoryUsage().heapUsed);
  if (kept === weigh) throw new Error("Unreachable; keeps what was read alive until here.");
}

async function clientOf() {
  const { createGraphClient } = await import("@/lib/graph/create-graph-client");
  const { parseCalendarDay } = await import("@/lib/values/calendar-day");
  const client = createGraphClient({
    baseUrl: url,
    version: "v26.0",
    token: "bench",
    pageLimit: rowsPerPage,
  });
  const window = { since: parseCalendarDay("2026-10-01"), until: parseCalendarDay("2026-10-31") };
  const request = (count: number) => ({ accountId: `act_${count}`, level: "campaign", window }) as const;
  return { client, request };
}

/** Keeps every row, as the SDK's users must. */
async function ours(): Promise<Reader> {
  const { client, request } = await clientOf();
  return async (count, hold) => {
    const rows: unknown[] = [];
    const sink = {
      page: (more: readonly unknown[]) => {
        rows.push(...more);
        hold(rows);
      },
      restart: () => {
        rows.length = 0;
      },
    };
    const outcome = await client.readInsightPages(request(count), sink);
    if (outcome.kind === "error") throw new Error(outcome.error.message);
    return rows.length;
  };
}

/** Page by page, as a collector may. */
async function stream(): Promise<Reader> {
  const { client, request } = await clientOf();
  return async (count, hold) => {
    const outcome = await client.readInsightPages(request(count), {
      page: () => hold(null),
      restart: () => {},
    });
    if (outcome.kind === "error") throw new Error(outcome.error.message);
    return outcome.value;
  };
}

interface Sdk {
  FacebookAdsApi: { init(token: string, locale: string, crash: boolean): unknown };
  AdAccount: new (id: string) => { getInsights(fields: string[], params: object): Promise<SdkCursor> };
}
type SdkCursor = unknown[] & { hasNext(): boolean; next(): Promise<SdkCursor> };

async function sdk(): Promise<Reader> {
  const folder = process.env.BENCH_SDK_FOLDER ?? "";
  const { FacebookAdsApi, AdAccount } = createRequire(path.join(folder, "package.json"))(
    "facebook-nodejs-business-sdk",
  ) as Sdk;
  Object.defineProperty(FacebookAdsApi, "GRAPH", { get: () => url });
  FacebookAdsApi.init("bench", "en_US", false);
  const fields = [
    "campaign_id",
    "campaign_name",
    "impressions",
    "clicks",
    "spend",
    "actions",
    "action_values",
  ];
  return async (count, hold) => {
    let cursor = await new AdAccount(`act_${count}`).getInsights(fields, {
      level: "campaign",
      limit: rowsPerPage,
    });
    const rows = [...cursor];
    hold(rows);
    while (cursor.hasNext()) {
      cursor = await cursor.next();
      rows.push(...cursor);
      hold(rows);
    }
    return rows.length;
  };
}

async function parse(): Promise<Reader> {
  const bodies = Array.from({ length: 20 }, (_, page) =>
    pageBody(page, rowsPerPage, "https://graph.facebook.com/next"),
  );
  return async (count) => {
    let rows = 0;
    for (let page = 0; page < count; page++) rows += JSON.parse(bodies[page % 20] ?? "").data.length;
    return rows;
  };
}

const readers: Record<string, () => Promise<Reader>> = { ours, sdk, stream, parse };
const read = await readers[mode ?? ""]?.();
if (!read) throw new Error("usage: contestant.ts ours|sdk|stream|parse URL PAGES ROWS_PER_PAGE");

await read(2, () => {});
page = 0;
const before = process.cpuUsage();
const rows = await read(pages, weigh);
const { user, system } = process.cpuUsage(before);
const seconds = (user + system) / 1e6;
console.log(JSON.stringify({ rows, seconds, memory: held }));
process.exit(0);
