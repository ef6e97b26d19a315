import { createGraphClient } from "@/lib/graph/create-graph-client";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import type { GraphClientOptions } from "@/lib/graph/graph-client";
import type { GraphNote } from "@/lib/graph/graph-note";
import type { InsightRow } from "@/lib/graph/insight-row";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { makeWindow } from "@/lib/values/window";
import {
  type Fault,
  type ScriptedServer,
  serveRows,
  serverAppSecret,
  serverToken,
} from "@/tests/integration/graph/scripted-server";

export const jantar = "act_1000000000000001";
export const week = makeWindow(parseCalendarDay("2026-10-01"), parseCalendarDay("2026-10-07"));

export interface Reading {
  readonly read: FetchOutcome<InsightRow[]>;
  readonly calls: ScriptedServer["calls"];
  readonly notes: readonly GraphNote[];
  /** Milliseconds of the waits that were asked for; none was waited. */
  readonly waits: readonly number[];
}

/** One read of Hotel Jantar's campaign-days at 25 rows a page over real HTTP, with these faults on the way. */
export async function readAgainst(
  rows: readonly object[],
  faults: readonly Fault[] = [],
  options: Partial<GraphClientOptions> = {},
): Promise<Reading> {
  const server = await serveRows(rows, faults);
  const notes: GraphNote[] = [];
  const waits: number[] = [];
  const client = createGraphClient({
    baseUrl: server.url,
    version: "v26.0",
    token: serverToken,
    appSecret: serverAppSecret,
    pageLimit: 25,
    readTimeoutMs: 2_000,
    sleep: async (ms) => {
      waits.push(ms);
    },
    onNote: (note) => notes.push(note),
    ...options,
  });
  try {
    const read = await client.readInsights({ accountId: jantar, level: "campaign", window: week });
    return { read, calls: server.calls, notes, waits };
  } finally {
    server.close();
  }
}

/** `count` different campaign-days. */
export function campaignDays(count: number): InsightRow[] {
  return Array.from({ length: count }, (_, index) => ({
    account_id: "1000000000000001",
    campaign_id: String(120210000000000000n + BigInt(index)),
    campaign_name: `Jantar "Wiosna" ${index}`,
    spend: `${index}.25`,
    impressions: "1000",
    actions: [{ action_type: "omni_purchase", value: "3", "7d_click": "2", "1d_view": "1" }],
    date_start: "2026-10-01",
    date_stop: "2026-10-01",
  }));
}
