import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import {
  type Condition,
  raiseCondition,
  resolveConditions,
  tokenSubject,
} from "@/lib/collect/gate/raise-condition";
import { newestMorning } from "@/lib/collect/life/daily-due";
import type { BulkTx } from "@/lib/db/database";
import type { GraphClient } from "@/lib/graph/graph-client";
import { mayReadAds, readingScopes, type TokenReport } from "@/lib/graph/read/token-report";
import { logger } from "@/lib/ops/logger";
import { dayIn, daysBetween } from "@/lib/values/calendar-day";

/** How long a token is left alone that Meta said nothing of: whichever of its accounts comes, and however many they are. */
const failureRestMinutes = 60;

/** Calendar days before a token's end at which it is said, and how loudly. */
const warnings = [
  { days: 1, severity: "critical" },
  { days: 7, severity: "high" },
  { days: 14, severity: "normal" },
] as const;

/**
 * Asks Meta what it knows of the token that an account is read with: whether it lives, until when, what it may read and of which accounts
 * (graph-api.md §2.2); once with each morning of the zones that its accounts are in, and again with every pass until Meta has answered, but not
 * for each of its accounts: an hour after a failed look at the earliest, since refusals cost budget too (graph-api.md §5.3). It warns
 * and breaks nothing: only a refused read breaks a connection, because `debug_token` errs now and then and "healthy" means that figures were read,
 * not that a token exists (incident 32). Nothing is asked without the app's own id and secret.
 */
export async function checkToken(
  collector: Collector,
  account: CollectAccount,
  graph: GraphClient,
  signal: AbortSignal,
): Promise<void> {
  const app = collector.life?.app;
  if (!app) return;
  const { db, clock, appId } = collector;
  const { connectionId } = account;
  const of: Looked =
    connectionId === null ? { table: "graph_apps", id: appId } : { table: "connections", id: connectionId };
  const claimed = await db.asCollectorBulk((tx) => claimLook(tx, of, account.timeZone, clock()));
  if (!claimed) return;
  const asked = await graph.debugToken(app.id, app.secret, signal);
  if (asked.kind === "error") {
    const { class: errorClass, code, message } = asked.error;
    logger.warn({ connectionId, errorClass, code, message }, "token_not_checked");
  }
  await db.asCollectorBulk(async (tx) => {
    const isStored = asked.kind === "ok" && (await store(tx, account, asked.value, clock()));
    // A token that was replaced meanwhile is another one, and whoever was told to stop asked nothing.
    const hasFailed = asked.kind === "error" && asked.error.reason !== "stopped";
    if (!isStored) await giveLookBack(tx, of, claimed, hasFailed);
  });
}

/** Where it is kept when a token was looked at: with its connection, or with the app for the environment's. */
type Looked = { readonly table: "connections" | "graph_apps"; readonly id: string };

/**
 * One worker asks about a token, however many accounts are read with it. Answers when it was looked at before; null when a look is not due or
 * another worker has it. The time stays only where an answer was stored, for what was not looked at is not fine (incident 32); of a worker that
 * died meanwhile, until the next morning.
 */
async function claimLook(
  tx: BulkTx,
  { table, id }: Looked,
  zone: string,
  now: Temporal.Instant,
): Promise<{ readonly at: string; readonly before: string | null } | null> {
  const [due, at] = [newestMorning(zone, now).toString(), now.toString()];
  if (table === "graph_apps") await tx`insert into graph_apps (id) values (${id}) on conflict do nothing`;
  const [row] = await tx<{ before: string | null }[]>`
    with before as (select id, token_checked_at as at from ${tx(table)} where id = ${id} for no key update)
    update ${tx(table)} k set token_checked_at = ${at}::timestamptz from before
    where k.id = before.id and (before.at is null or before.at < ${due}::timestamptz)
      and (k.token_failed_at is null or k.token_failed_at <= ${now.subtract({ minutes: failureRestMinutes }).toString()}::timestamptz)
    returning before.at::text as before`;
  return row ? { at, before: row.before } : null;
}

async function giveLookBack(
  tx: BulkTx,
  { table, id }: Looked,
  { at, before }: { readonly at: string; readonly before: string | null },
  hasFailed: boolean,
): Promise<void> {
  await tx`
    update ${tx(table)} set token_checked_at = ${before}::timestamptz,
      token_failed_at = case when ${hasFailed} then ${at}::timestamptz else token_failed_at end
    where id = ${id} and token_checked_at = ${at}::timestamptz`;
}

/** False when the token that Meta speaks of is not the connection's any more: then nothing is said of the new one. */
async function store(
  tx: BulkTx,
  { connectionId, tokenMark, timeZone }: CollectAccount,
  report: TokenReport,
  now: Temporal.Instant,
): Promise<boolean> {
  const subject = tokenSubject({ connectionId });
  const outcome = JSON.stringify({ ok: report.valid, scopes: report.scopes, error: report.error });
  if (connectionId !== null) {
    const stored = await tx`
      update connections set scopes = ${[...report.scopes]}::text[], expires_at = ${report.expiresAt?.toString() ?? null}::timestamptz,
        last_check_at = case when state = 'ok' then ${now.toString()}::timestamptz else last_check_at end,
        last_check_outcome = case when state = 'ok' then ${outcome}::text::jsonb else last_check_outcome end
      where id = ${connectionId} and md5(token_ciphertext) = ${tokenMark} returning id`;
    if (stored.length === 0) return false;
  }
  const found = conditionsOf(report, subject, now, timeZone);
  for (const kind of ["token_invalid", "token_expiring", "scope_missing"]) {
    const raised = found.find((one) => one.kind === kind);
    if (raised) await raiseCondition(tx, raised, now);
    else await resolveConditions(tx, [kind], subject, now);
  }
  await noteGrants(tx, connectionId, report, now);
  return true;
}

/** What is wrong with the token itself. Pure. */
export function conditionsOf(
  report: TokenReport,
  subject: string,
  now: Temporal.Instant,
  zone: string,
): Condition[] {
  if (!report.valid) {
    const message = report.error?.message || "Meta says that the token is not valid any more.";
    const evidence = { code: report.error?.code ?? null, subcode: report.error?.subcode ?? null };
    return [{ kind: "token_invalid", subject, severity: "critical", message, evidence }];
  }
  const found: Condition[] = [];
  const { expiresAt, scopes } = report;
  if (expiresAt !== null) {
    const left = daysBetween(dayIn(zone, now), dayIn(zone, expiresAt));
    const warning = warnings.find(({ days }) => left <= days);
    if (warning) {
      const message = `The token expires on ${dayIn(zone, expiresAt)}. Connect again before then, or collection stops.`;
      const evidence = { expires_at: expiresAt.toString(), days_left: Math.max(0, left) };
      found.push({ kind: "token_expiring", subject, severity: warning.severity, message, evidence });
    }
  }
  if (!mayReadAds(report)) {
    const message = "The token lacks the permission ads_read, so no figures can be read with it.";
    found.push({ kind: "scope_missing", subject, severity: "high", message, evidence: { scopes } });
  }
  return found;
}

/** Accounts of the connection that the token's permission does not reach, each named (F15): the scope is there, the account is not. */
async function noteGrants(
  tx: BulkTx,
  connectionId: string | null,
  report: TokenReport,
  now: Temporal.Instant,
): Promise<void> {
  const accounts = await tx<{ id: string; external_id: string; slug: string }[]>`
    select a.id, a.external_id, c.slug from ad_accounts a join clients c on c.id = a.client_id
    where a.connection_id is not distinct from ${connectionId} and c.status = 'active'`;
  const grants = report.granted.filter(({ scope }) => readingScopes.includes(scope));
  const isLimited =
    report.valid && grants.length > 0 && grants.every(({ accountIds }) => accountIds !== null);
  const reached = new Set(grants.flatMap(({ accountIds }) => accountIds ?? []));
  for (const { id, external_id: externalId, slug } of accounts) {
    if (!isLimited || reached.has(externalId.replace(/^act_/, ""))) {
      await resolveConditions(tx, ["account_not_granted"], id, now);
      continue;
    }
    const message = `The token may read ads, but not the account ${externalId} of ${slug}: whoever connected it has to add the account.`;
    const evidence = { account: externalId, granted: [...reached] };
    await raiseCondition(
      tx,
      { kind: "account_not_granted", subject: id, severity: "high", message, evidence },
      now,
    );
  }
}
