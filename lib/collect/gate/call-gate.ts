import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Collector } from "@/lib/collect/collector";
import { appTrips } from "@/lib/collect/gate/breaker";
import type { CollectorTx } from "@/lib/db/database";
import { instantOf } from "@/lib/values/instant";

/** Whether Meta may be asked for an account now, and if not, until when or why. */
export type CallGate =
  /** `isTroubled`: something is remembered of the app that a good answer ends. `hasConditions`: as much of the account. */
  | {
      readonly kind: "open";
      readonly isTroubled: boolean;
      readonly hasConditions: boolean;
      /** Meta answered the app with another version, or warned about it, and nothing has ended that yet. */
      readonly isVersionWarned: boolean;
      /** The app's budget was well used when that was told last. */
      readonly isBusy: boolean;
    }
  | {
      readonly kind: "wait";
      readonly until: Temporal.Instant;
      readonly reason: "rate_limited" | "meta_unavailable" | "version_refused";
    }
  | { readonly kind: "stopped"; readonly reason: "version_refused" };

/** How long one probe may take before another may be made; the others wait for its answer. */
const probeMinutes = 2;
/** A refused version is tried once a day: with the pass of the next morning, which may come a little earlier than this one did. */
const probeAfterHours = 20;

interface Row extends Record<string, unknown> {
  account_blocked: string | null;
  account_opened: string | null;
  app_blocked: string | null;
  app_opened: string | null;
  failures: number;
  waits: number;
  stopped_reason: string | null;
  stopped_version: string | null;
  stopped_at: string | null;
  probed_at: string | null;
  has_conditions: boolean;
  is_version_warned: boolean;
  is_busy: boolean;
}

/**
 * Passes the gate for one request: looks at everything that the database remembers of limits, breakers and stops (graph-api.md §6.3;
 * architecture.md §7), for this account and for its app. Of an open breaker whose time is over, and of a refused version once a day or when
 * another one is configured, one caller is let through to probe; the others wait for what it finds.
 */
export async function passCallGate(
  tx: CollectorTx,
  collector: Pick<Collector, "appId" | "apiVersion">,
  accountId: string,
  now: Temporal.Instant,
): Promise<CallGate> {
  const { gate, row } = await readGate(tx, collector, accountId, now);
  if (gate !== "probe_version" && gate !== "probe_app") return gate;
  const claimed =
    gate === "probe_version"
      ? await claimVersionProbe(tx, collector.appId, row.probed_at, now)
      : await claimAppProbe(tx, collector.appId, row.app_opened, now);
  if (claimed) return open(row, true);
  const reason = gate === "probe_version" ? "version_refused" : "meta_unavailable";
  return { kind: "wait", until: now.add({ minutes: probeMinutes }), reason };
}

/** As passCallGate, but only looks: whoever may probe finds it open. */
export async function lookAtCallGate(
  tx: CollectorTx,
  collector: Pick<Collector, "appId" | "apiVersion">,
  accountId: string,
  now: Temporal.Instant,
): Promise<CallGate> {
  const { gate, row } = await readGate(tx, collector, accountId, now);
  if (gate !== "probe_version" && gate !== "probe_app") return gate;
  return open(row, true);
}

async function readGate(
  tx: CollectorTx,
  { appId, apiVersion }: Pick<Collector, "appId" | "apiVersion">,
  accountId: string,
  now: Temporal.Instant,
): Promise<{ readonly gate: CallGate | "probe_version" | "probe_app"; readonly row: Row }> {
  const [row] = await tx.execute<Row>(sql`
    select a.blocked_until::text as account_blocked, a.opened_until::text as account_opened, g.blocked_until::text as app_blocked,
      g.opened_until::text as app_opened, coalesce(g.failures, 0) as failures, coalesce(g.waits, 0) as waits,
      g.stopped_reason, g.stopped_version, g.stopped_at::text, g.probed_at::text,
      exists (select from conditions c where c.subject in (a.id::text, coalesce(a.connection_id::text, 'META_ACCESS_TOKEN')) and c.resolved_at is null) as has_conditions,
      exists (select from conditions c where c.kind = 'version_warning' and c.subject = ${appId} and c.resolved_at is null) as is_version_warned,
      coalesce((g.usage ->> 'appPercent')::numeric >= 75, false) as is_busy
    from ad_accounts a left join graph_apps g on g.id = ${appId} where a.id = ${accountId}`);
  if (!row) throw new RangeError(`There is no ad account ${accountId}.`);
  return { gate: judge(row, apiVersion, now), row };
}

function judge(
  row: Row,
  apiVersion: string,
  now: Temporal.Instant,
): CallGate | "probe_version" | "probe_app" {
  const blocked = latest([row.account_blocked, row.app_blocked], now);
  if (blocked) return { kind: "wait", until: blocked, reason: "rate_limited" };
  const opened = latest([row.account_opened, row.app_opened], now);
  if (opened) return { kind: "wait", until: opened, reason: "meta_unavailable" };
  if (row.stopped_reason !== null && row.stopped_version === apiVersion) {
    const probe = latest([probeUnderWay(row)], now);
    if (probe) return { kind: "wait", until: probe, reason: "version_refused" };
    const due = instantOf(row.stopped_at)?.add({ hours: probeAfterHours }) ?? now;
    const isDue = Temporal.Instant.compare(due, now) <= 0;
    return isDue ? "probe_version" : { kind: "stopped", reason: "version_refused" };
  }
  if (row.failures >= appTrips) return "probe_app";
  const isTroubled = row.failures > 0 || row.waits > 0 || row.stopped_reason !== null;
  return open(row, isTroubled);
}

function open(row: Row, isTroubled: boolean): Extract<CallGate, { kind: "open" }> {
  return {
    kind: "open",
    isTroubled,
    hasConditions: row.has_conditions,
    isVersionWarned: row.is_version_warned,
    isBusy: row.is_busy,
  };
}

/** Until when a probe that began after the newest refusal may take. */
function probeUnderWay({ probed_at, stopped_at }: Row): string | null {
  const [probed, stopped] = [instantOf(probed_at), instantOf(stopped_at)];
  if (!probed || (stopped && Temporal.Instant.compare(probed, stopped) <= 0)) return null;
  return probed.add({ minutes: probeMinutes }).toString();
}

async function claimVersionProbe(
  tx: CollectorTx,
  appId: string,
  probedAt: string | null,
  now: Temporal.Instant,
): Promise<boolean> {
  const claimed = await tx.execute(sql`
    update graph_apps set probed_at = ${now.toString()}
    where id = ${appId} and probed_at is not distinct from ${probedAt}::timestamptz returning id`);
  return claimed.length > 0;
}

/** Moves the end of the open breaker on, so that whoever comes next waits for this caller's answer. */
async function claimAppProbe(
  tx: CollectorTx,
  appId: string,
  openedUntil: string | null,
  now: Temporal.Instant,
): Promise<boolean> {
  const claimed = await tx.execute(sql`
    update graph_apps set opened_until = ${now.add({ minutes: probeMinutes }).toString()}
    where id = ${appId} and opened_until is not distinct from ${openedUntil}::timestamptz returning id`);
  return claimed.length > 0;
}

function latest(times: readonly (string | null)[], now: Temporal.Instant): Temporal.Instant | null {
  let last = now;
  for (const text of times) {
    const time = instantOf(text);
    if (time && Temporal.Instant.compare(time, last) > 0) last = time;
  }
  return last === now ? null : last;
}
