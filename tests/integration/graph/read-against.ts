import { createGraphClient } from "@/lib/graph/create-graph-client";
import type { GraphNote } from "@/lib/graph/errors/graph-note";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import type { GraphClient, GraphClientOptions } from "@/lib/graph/graph-client";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { makeWindow } from "@/lib/values/window";
import type { Fault } from "@/tools/simulator/faults";
import type { CallRecord } from "@/tools/simulator/handle-graph";
import { type Simulator, startSimulator } from "@/tools/simulator/start";
import { type SourceRow, scripted } from "@/tools/simulator/world";

export const jantar = "act_1000000000000001";
export const agencyToken = "EAAtokenOfLatarnia0002";
export const appSecret = "app-secret-of-latarnia";
export const week = makeWindow(parseCalendarDay("2026-10-01"), parseCalendarDay("2026-10-07"));

export interface Reading {
  readonly read: FetchOutcome<InsightRow[]>;
  readonly calls: readonly CallRecord[];
  readonly notes: readonly GraphNote[];
  /** Milliseconds of the waits that were asked for; none was waited. */
  readonly waits: readonly number[];
}

/** What else may differ from a healthy Hotel Jantar. */
export interface Circumstances {
  readonly options?: Partial<GraphClientOptions>;
  readonly change?: (simulator: Simulator) => void;
  readonly autoUpgrade?: boolean;
}

/** A simulator of Hotel Jantar with exactly these campaign-days, at noon of 6 November 2026; a proof is required. */
export function startJantar(rows: readonly SourceRow[], autoUpgrade = false): Promise<Simulator> {
  return startSimulator({
    autoUpgrade,
    world: {
      accounts: [
        {
          id: "1000000000000001",
          name: "Hotel Jantar",
          currency: "PLN",
          timeZone: "Europe/Warsaw",
          source: scripted(rows),
          campaigns: ["ACTIVE", "ARCHIVED", "DELETED"].map((status, index) => ({
            id: String(index + 1),
            name: `Jantar ${status}`,
            objective: "OUTCOME_SALES",
            effective_status: status,
          })),
        },
      ],
      tokens: [{ id: "agency", value: agencyToken, state: "ok", scopes: ["ads_read"] }],
      appId: "12",
      appSecret,
      proof: "required",
    },
  });
}

/** One read of Hotel Jantar's first week of October at 25 rows a page over HTTP, with these faults on the way. */
export async function readAgainst(
  rows: readonly SourceRow[],
  faults: readonly Fault[] = [],
  { options = {}, change, autoUpgrade = false }: Circumstances = {},
): Promise<Reading> {
  const simulator = await startJantar(rows, autoUpgrade);
  try {
    simulator.setClock("2026-11-06T11:00:00Z");
    simulator.faults.add(...faults);
    change?.(simulator);
    const { client, notes, waits } = clientOf(simulator, options);
    const read = await client.readInsights({ accountId: jantar, level: "campaign", window: week });
    return { read, calls: [...simulator.calls], notes, waits };
  } finally {
    await simulator.close();
  }
}

/** A client of that simulator which does not wait, and what it says and would have waited. */
export function clientOf(
  simulator: Pick<Simulator, "url">,
  options: Partial<GraphClientOptions> = {},
): { client: GraphClient; notes: GraphNote[]; waits: number[] } {
  const notes: GraphNote[] = [];
  const waits: number[] = [];
  const client = createGraphClient({
    baseUrl: simulator.url,
    version: "v26.0",
    token: agencyToken,
    appSecret,
    pageLimit: 25,
    readTimeoutMs: 2_000,
    sleep: async (ms) => {
      waits.push(ms);
    },
    onNote: (note) => notes.push(note),
    ...options,
  });
  return { client, notes, waits };
}

/** `count` different campaign-days. */
export function campaignDays(count: number): SourceRow[] {
  return Array.from({ length: count }, (_, index) => ({
    account_id: "1000000000000001",
    campaign_id: String(120210000000000000n + BigInt(index)),
    campaign_name: `Jantar "Wiosna" ${index}`,
    objective: "OUTCOME_SALES",
    spend: `${index}.25`,
    impressions: "1000",
    actions: [{ action_type: "omni_purchase", value: "3", "7d_click": "2", "1d_view": "1" }],
    date_start: "2026-10-01",
    date_stop: "2026-10-01",
  }));
}
