import type { Temporal } from "temporal-polyfill";
import type { Failure } from "@/lib/collect/failure";
import { raiseCondition } from "@/lib/collect/gate/raise-condition";
import type { BulkTx } from "@/lib/db/database";

/** Meta refuses the configured version (F16): nothing is collected with this app any more, and one condition says so. */
export async function refuseVersion(
  tx: BulkTx,
  { appId, apiVersion }: { readonly appId: string; readonly apiVersion: string },
  { code, subcode, message, fbtrace_id }: Failure,
  now: Temporal.Instant,
): Promise<void> {
  const at = now.toString();
  await tx`
    insert into graph_apps (id, stopped_reason, stopped_version, stopped_at)
    values (${appId}, 'version_refused', ${apiVersion}, ${at}::timestamptz)
    on conflict (id) do update set stopped_reason = excluded.stopped_reason, stopped_version = excluded.stopped_version,
      stopped_at = excluded.stopped_at`;
  const evidence = { version: apiVersion, code, subcode, fbtrace_id };
  await raiseCondition(
    tx,
    { kind: "version_refused", subject: appId, severity: "critical", message, evidence },
    now,
  );
}
