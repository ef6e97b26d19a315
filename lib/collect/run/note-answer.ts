import type { Temporal } from "temporal-polyfill";
import type { Collector } from "@/lib/collect/collector";
import { isTooHeavy } from "@/lib/collect/failure";
import type { CallGate } from "@/lib/collect/gate/call-gate";
import { raiseCondition } from "@/lib/collect/gate/raise-condition";
import type { PlaceMemory } from "@/lib/collect/run/place-memory";
import { Width } from "@/lib/collect/run/width";
import type { WindowOutcome } from "@/lib/collect/window/collect-window";
import { nameGaps } from "@/lib/collect/window/gaps";
import { noteGoodAccount, noteGoodApp, noteVersion } from "@/lib/collect/window/note-good";
import type { BulkTx } from "@/lib/db/database";
import { paceOf } from "@/lib/graph/pace/pace";
import type { ActionList } from "@/lib/values/metric";
import { type Window, windowLength } from "@/lib/values/window";

type Answer = Extract<WindowOutcome, { kind: "stored" | "failed" }>;

/**
 * Keeps what an attempt taught beyond its figures: how wide windows may be, what usage asks for, which version answered, that the app is
 * well again. One small transaction, and none when there is nothing to keep.
 */
export async function noteAnswer(
  collector: Collector,
  memory: PlaceMemory,
  window: Window,
  answer: Answer,
  gate: Extract<CallGate, { kind: "open" }>,
): Promise<void> {
  const { account } = memory;
  const now = collector.clock();
  const work: ((tx: BulkTx) => Promise<unknown>)[] = [];

  memory.usage = answer.usage ?? memory.usage;
  const { accountRestMs, appRestMs } = paceOf(answer.usage);
  if (accountRestMs > 0)
    work.push((tx) => restAccount(tx, account.id, now.add({ milliseconds: accountRestMs })));
  const appPercent = answer.usage?.appPercent ?? null;
  if (appPercent !== null && (appPercent >= 75 || gate.isBusy))
    work.push((tx) => keepAppUsage(tx, collector.appId, appPercent, now));
  if (appRestMs > 0) work.push((tx) => restApp(tx, collector.appId, now.add({ milliseconds: appRestMs })));
  const { answered, warning } = answer.version;
  const isAsAsked = warning === undefined && (answered ?? collector.apiVersion) === collector.apiVersion;
  // What ends a warning is Meta's own word, not a header that is missing.
  if (!isAsAsked || (gate.isVersionWarned && answered !== undefined))
    work.push((tx) => noteVersion(tx, collector, answer.version, now));

  if (answer.kind === "failed") {
    if (isTooHeavy(answer.failure) && windowLength(window) > 1) {
      const days = memory.width.narrow(window);
      work.push((tx) => keepWidth(tx, account.id, days));
    }
  } else {
    memory.isAnswered = true;
    const days = memory.width.worked(window);
    if (days !== undefined) work.push((tx) => keepWidth(tx, account.id, days));
    if (gate.isTroubled) work.push((tx) => noteGoodApp(tx, collector.appId, now));
    if (gate.hasConditions || memory.gap) work.push((tx) => noteGoodAccount(tx, account, now));
    const { doubtful } = memory;
    if (doubtful.length > 0) {
      work.push((tx) => nameGaps(tx, account, doubtful, now));
      memory.gap = doubtful[0]?.failure ?? memory.gap;
      memory.doubtful = [];
    }
    if (answer.unbuilt.length > 0) {
      work.push((tx) => keepUnbuilt(tx, account, answer.unbuilt, window, now));
      // Without them the usual width may do again.
      memory.account = { ...account, unbuiltLists: answer.unbuilt };
      memory.width = new Width(null);
      work.push((tx) => keepWidth(tx, account.id, null));
    }
  }
  if (work.length === 0) return;
  await collector.db.asCollectorBulk(async (tx) => {
    for (const step of work) await step(tx);
  });
}

async function keepWidth(tx: BulkTx, accountId: string, days: number | null): Promise<void> {
  await tx`update ad_accounts set good_days = ${days} where id = ${accountId}`;
}

async function restAccount(tx: BulkTx, accountId: string, until: Temporal.Instant): Promise<void> {
  await tx`
    update ad_accounts set blocked_until = greatest(blocked_until, ${until.toString()}::timestamptz) where id = ${accountId}`;
}

/** Written only while there is something to say: one row that every worker writes is a queue. Read by app-slots.ts. */
async function keepAppUsage(
  tx: BulkTx,
  appId: string,
  appPercent: number,
  now: Temporal.Instant,
): Promise<void> {
  const usage = JSON.stringify({ appPercent, at: now.toString() });
  await tx`
    insert into graph_apps (id, usage) values (${appId}, ${usage}::text::jsonb)
    on conflict (id) do update set usage = excluded.usage`;
}

async function restApp(tx: BulkTx, appId: string, until: Temporal.Instant): Promise<void> {
  await tx`
    insert into graph_apps (id, blocked_until) values (${appId}, ${until.toString()}::timestamptz)
    on conflict (id) do update set blocked_until = greatest(graph_apps.blocked_until, excluded.blocked_until)`;
}

/** Lists that no KPI of the account needs are left out from now on; somebody should know (F05). */
async function keepUnbuilt(
  tx: BulkTx,
  account: PlaceMemory["account"],
  lists: readonly ActionList[],
  window: Window,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update ad_accounts set unbuilt_fields = ${lists as string[]}::text[], unbuilt_checked_at = ${now.toString()}::timestamptz
    where id = ${account.id}`;
  await raiseCondition(
    tx,
    {
      kind: "list_not_built",
      subject: account.id,
      severity: "normal",
      message: `Meta does not build ${lists.join(", ")} of ${account.externalId}; the days are stored without, no KPI is counted from it.`,
      evidence: { lists, account: account.externalId, ...window },
    },
    now,
  );
}
