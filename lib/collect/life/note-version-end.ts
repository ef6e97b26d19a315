import type { Temporal } from "temporal-polyfill";
import type { Collector } from "@/lib/collect/collector";
import { raiseCondition, resolveConditions } from "@/lib/collect/gate/raise-condition";
import type { BulkTx } from "@/lib/db/database";
import { versionEnd } from "@/lib/graph/read/version-calendar";
import { dayIn } from "@/lib/values/calendar-day";

/** From then on it is urgent: rolling takes a comparison and a deployment. */
const urgentDays = 14;

/** Says in time that Meta stops answering the configured version (graph-api.md §1.4); another configured version ends it. */
export async function noteVersionEnd(
  tx: BulkTx,
  { appId, apiVersion }: Pick<Collector, "appId" | "apiVersion">,
  now: Temporal.Instant,
): Promise<void> {
  const end = versionEnd(apiVersion, dayIn("UTC", now));
  if (end === null) return resolveConditions(tx, ["version_ending"], appId, now);
  const { endsOn, daysLeft } = end;
  const message = `Meta answers ${apiVersion} of the Marketing API only until ${endsOn}. Compare with a newer one: npm run cli -- graph-version check`;
  // Screens find what is wrong with an app by its row.
  await tx`insert into graph_apps (id) values (${appId}) on conflict do nothing`;
  await raiseCondition(
    tx,
    {
      kind: "version_ending",
      subject: appId,
      severity: daysLeft <= urgentDays ? "high" : "normal",
      message,
      evidence: { version: apiVersion, ends_on: endsOn, days_left: daysLeft },
    },
    now,
  );
}
