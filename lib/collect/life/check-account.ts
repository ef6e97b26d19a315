import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import { raiseCondition, resolveConditions } from "@/lib/collect/gate/raise-condition";
import type { Life } from "@/lib/collect/life/check-life";
import { newestMorning } from "@/lib/collect/life/daily-due";
import { majorUnits } from "@/lib/collect/life/major-units";
import { storableText } from "@/lib/collect/rows/storable-text";
import type { BulkTx } from "@/lib/db/database";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { AccountNode } from "@/lib/graph/read/account-node";
import { logger } from "@/lib/ops/logger";
import { dayIn } from "@/lib/values/calendar-day";

/** Meta's numbers for an account's state (graph-api.md §2.6); every other one but ACTIVE is named by its number. */
const statusWords: Readonly<Record<number, string>> = {
  2: "disabled",
  3: "unsettled",
  7: "in risk review",
  8: "waiting for a settlement",
  9: "in a grace period",
  100: "about to be closed",
  101: "closed",
};
const active = 1;

/**
 * Reads the account itself once a day: status, spend cap, balance, name; and whether its currency and time zone are still those that the stored
 * days are in. Another one stops the account until a person decides (F41); a status says why nothing is delivered, and days stay readable (F40).
 */
export async function checkAccount(
  collector: Collector,
  account: CollectAccount,
  graph: GraphClient,
  signal: AbortSignal,
): Promise<{
  readonly life: Life /** Whether this call was the one that read it today. */;
  readonly isFresh: boolean;
}> {
  const { db, clock } = collector;
  const known: Life = account.stoppedReason === null ? "may_read" : "account_changed";
  const claimed = await db.asCollectorBulk((tx) => claimDay(tx, account, clock()));
  if (!claimed) return { life: known, isFresh: false };
  const read = await graph.readAccount(account.externalId, signal);
  if (read.kind === "error") {
    const { class: errorClass, code, subcode, message } = read.error;
    const note = {
      clientId: account.clientId,
      account: account.externalId,
      errorClass,
      code,
      subcode,
      message,
    };
    logger.warn(note, "account_not_read");
    await db.asCollectorBulk((tx) => giveDayBack(tx, account, claimed));
    return { life: known, isFresh: false };
  }
  const life = await db.asCollectorBulk((tx) => store(tx, account, read.value, clock()));
  return { life, isFresh: true };
}

/** The time of the read before, or null when it is not due or another worker has it. */
async function claimDay(
  tx: BulkTx,
  { id, timeZone }: CollectAccount,
  now: Temporal.Instant,
): Promise<{ readonly at: string; readonly before: string | null } | null> {
  const due = newestMorning(timeZone, now).toString();
  const [row] = await tx<{ before: string | null }[]>`
    with before as (select account_checked_at as at from ad_accounts where id = ${id} for update)
    update ad_accounts a set account_checked_at = ${now.toString()}::timestamptz from before
    where a.id = ${id} and (before.at is null or before.at < ${due}::timestamptz)
    returning before.at::text as before`;
  return row ? { at: now.toString(), before: row.before } : null;
}

async function giveDayBack(
  tx: BulkTx,
  { id }: CollectAccount,
  { at, before }: { readonly at: string; readonly before: string | null },
): Promise<void> {
  await tx`
    update ad_accounts set account_checked_at = ${before}::timestamptz where id = ${id} and account_checked_at = ${at}::timestamptz`;
}

async function store(
  tx: BulkTx,
  account: CollectAccount,
  node: AccountNode,
  now: Temporal.Instant,
): Promise<Life> {
  const name = node.name === undefined ? null : storableText(node.name);
  await tx`
    update ad_accounts set name = ${name}, account_status = ${node.account_status}, disable_reason = ${node.disable_reason ?? null}
    where id = ${account.id} and (name, account_status, disable_reason)
      is distinct from (${name}::text, ${node.account_status}::int, ${node.disable_reason ?? null}::int)`;
  await storeLimits(tx, account, node, now);
  await noteStatus(tx, account, node, now);
  return noteChange(tx, account, node, now);
}

/** The day's limits, in major units by Meta's own table (C22); a second read of the day replaces the first. */
async function storeLimits(
  tx: BulkTx,
  account: CollectAccount,
  node: AccountNode,
  now: Temporal.Instant,
): Promise<void> {
  const major = (text: string | undefined) => majorUnits(text, node.currency);
  await tx`
    insert into account_limits (ad_account_id, date, account_status, disable_reason, currency, spend_cap, amount_spent, balance, observed_at)
    values (${account.id}, ${dayIn(account.timeZone, now)}, ${node.account_status}, ${node.disable_reason ?? null}, ${node.currency},
      ${major(node.spend_cap)}::numeric, ${major(node.amount_spent)}::numeric, ${major(node.balance)}::numeric, ${now.toString()}::timestamptz)
    on conflict (ad_account_id, date) do update set account_status = excluded.account_status, disable_reason = excluded.disable_reason,
      currency = excluded.currency, spend_cap = excluded.spend_cap, amount_spent = excluded.amount_spent, balance = excluded.balance,
      observed_at = excluded.observed_at`;
}

async function noteStatus(
  tx: BulkTx,
  account: CollectAccount,
  node: AccountNode,
  now: Temporal.Instant,
): Promise<void> {
  const {
    account_status: status,
    disable_reason: disableReason = null,
    spend_cap: cap = "0",
    amount_spent: spent = "0",
  } = node;
  const evidence = { account: account.externalId, status, disable_reason: disableReason };
  if (status === active) await resolveConditions(tx, ["account_status"], account.id, now);
  else {
    const word = statusWords[status] ?? `in a state that Meta calls ${status}`;
    const message = `Meta says that the ad account is ${word}. Its figures stay readable.`;
    await raiseCondition(
      tx,
      { kind: "account_status", subject: account.id, severity: "normal", message, evidence },
      now,
    );
  }
  const isCapped = /^[1-9]\d*$/.test(cap) && /^\d+$/.test(spent) && BigInt(spent) >= BigInt(cap);
  if (!isCapped) return resolveConditions(tx, ["spend_cap"], account.id, now);
  await raiseCondition(
    tx,
    {
      kind: "spend_cap",
      subject: account.id,
      severity: "normal",
      message: "The ad account is at its spend cap, so nothing is delivered until the cap is raised.",
      evidence: { ...evidence, spend_cap: cap, amount_spent: spent },
    },
    now,
  );
}

/** Stored days are in one currency and one zone; figures in another are not written until a person says so. */
async function noteChange(
  tx: BulkTx,
  account: CollectAccount,
  node: AccountNode,
  now: Temporal.Instant,
): Promise<Life> {
  const changes = {
    ...(node.currency === account.currency
      ? {}
      : { currency: { from: account.currency, to: node.currency } }),
    ...(node.timezone_name === account.timeZone
      ? {}
      : { time_zone: { from: account.timeZone, to: node.timezone_name } }),
  };
  const [first] = Object.keys(changes);
  if (first === undefined) {
    await tx`
      update ad_accounts set stopped_reason = null, stopped_details = null, stopped_at = null
      where id = ${account.id} and stopped_reason is not null`;
    await resolveConditions(tx, ["account_changed"], account.id, now);
    return "may_read";
  }
  const details = JSON.stringify(changes);
  await tx`
    update ad_accounts set stopped_reason = 'account_changed', stopped_details = ${details}::text::jsonb,
      stopped_at = coalesce(stopped_at, ${now.toString()}::timestamptz)
    where id = ${account.id}`;
  const said = Object.entries(changes).map(
    ([field, { from, to }]) => `${field === "currency" ? "currency" : "time zone"} from ${from} to ${to}`,
  );
  const message = `Meta changed the ad account’s ${said.join(" and its ")}. Nothing is collected until somebody accepts it: npm run cli -- accounts accept ${account.clientSlug}`;
  const evidence = { account: account.externalId, ...changes };
  await raiseCondition(
    tx,
    { kind: "account_changed", subject: account.id, severity: "high", message, evidence },
    now,
  );
  return "account_changed";
}
