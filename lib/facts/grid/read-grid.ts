import type { Temporal } from "temporal-polyfill";
import { withoutDemo } from "@/lib/clients/without-demo";
import type { StaffTx } from "@/lib/db/database";
import { buildGrid, type HealthGrid } from "@/lib/facts/grid/build-grid";
import { gridWindow } from "@/lib/facts/grid/grid-window";
import { readGridClients } from "@/lib/facts/grid/read-grid-clients";
import { readGridDays } from "@/lib/facts/grid/read-grid-days";
import { type GridRestatement, readGridRestatements } from "@/lib/facts/grid/read-grid-restatements";

/** Days that a change counts as new (product.md, States: `restated`). */
export const newForDays = 7;

export interface ReadGrid extends HealthGrid {
  /** Changes of the last seven days, oldest first. */
  readonly restatements: readonly GridRestatement[];
  /** Pass of each run that observed a day. */
  readonly passes: ReadonlyMap<string, string>;
  readonly onlyDemo: boolean;
}

/** The last 35 days of every active client (grain: account × day); four statements, whatever the clients. `zone`: the agency's, where there is none. */
export async function readGrid(
  tx: StaffTx,
  { now, zone }: { readonly now: Temporal.Instant; readonly zone: string },
): Promise<ReadGrid> {
  const { clients, onlyDemo } = withoutDemo(await readGridClients(tx, now));
  const accounts = clients.flatMap(({ account }) => account ?? []);
  const accountIds = accounts.map(({ id }) => id);
  const window = gridWindow([...new Set(accounts.map((account) => account.zone))], zone, now);
  const { days, passes } = await readGridDays(tx, accountIds, window);
  const seenSince = now.subtract({ hours: newForDays * 24 }).toString();
  const restatements = await readGridRestatements(tx, accountIds, window, seenSince);
  return { ...buildGrid({ window, now, clients, days, restatements }), restatements, passes, onlyDemo };
}
