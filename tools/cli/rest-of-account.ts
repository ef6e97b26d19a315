import type { Temporal } from "temporal-polyfill";
import type { Collector } from "@/lib/collect/collector";
import { lookAtCallGate } from "@/lib/collect/gate/call-gate";

/** Until when Meta is not asked about this account, because it refused or did not answer too often; null while it may be asked. */
export async function restOfAccount(
  collector: Pick<Collector, "db" | "appId" | "apiVersion">,
  accountId: string,
  now: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const gate = await collector.db.asCollector((tx) => lookAtCallGate(tx, collector, accountId, now));
  return gate.kind === "wait" ? gate.until : null;
}

/** When that is over on the account's clock, and what to do then. */
export function restText(until: Temporal.Instant, zone: string): string {
  const local = until.toZonedDateTimeISO(zone);
  // Rounded up: at the minute that is named Meta may really be asked.
  const minute = local.round({ smallestUnit: "minute", roundingMode: "ceil" });
  const [day, time] = [minute.toPlainDate().toString(), minute.toPlainTime().toString().slice(0, 5)];
  return `Meta is left alone until ${day} ${time} (${zone}); the schedule goes on after that by itself, or run this command again then`;
}
