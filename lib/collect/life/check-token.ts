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

/** Calendar days before a token's end at which it is said, and how loudly. */
const warnings = [
  { days: 1, severity: "critical" },
  { days: 7, severity: "high" },
  { days: 14, severity: "normal" },
] as const;

/**
 * Asks Meta once a day what it knows of the token that an account is read with: whether it lives, until when, what it may read and of which
 * accounts (graph-api.md §2.2). It warns and breaks nothing: only a refused read breaks a connection, because `debug_token` errs now and then and
 * "healthy" means that figures were read, not that a token exists (incident 32). Nothing is asked without the app's own id and secret.
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
  if (!(await db.asCollectorBulk((tx) => claimDay(tx, connectionId, appId, account.timeZone, clock()))))
    return;
  const asked = await graph.debugToken(app.id, app.secret, signal);
  if (asked.kind === "error") {
    const { class: errorClass, code, message } = asked.error;
    logger.warn({ connectionId, errorClass, code, message }, "token_not_checked");
    return;
  }
  await db.asCollectorBulk((tx) => store(tx, account, asked.value, clock()));
}

/** One worker a day asks about a token, however many accounts are read with it. */
async function claimDay(
  tx: BulkTx,
  connectionId: string | null,
  appId: string,
  zone: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const [due, at] = [newestMorning(zone, now).toString(), now.toString()];
  const claimed =
    connectionId === null
      ? await tx`
          insert into graph_apps (id, token_checked_at) values (${appId}, ${at}::timestamptz)
          on conflict (id) do update set token_checked_at = excluded.token_checked_at
          where graph_apps.token_checked_at is null or graph_apps.token_checked_at < ${due}::timestamptz returning id`
      : await tx`
          update connections set token_checked_at = ${at}::timestamptz
          where id = ${connectionId} and (token_checked_at is null or token_checked_at < ${due}::timestamptz) returning id`;
  return claimed.length > 0;
}

async function store(
  tx: BulkTx,
  { connectionId, timeZone }: CollectAccount,
  report: TokenReport,
  now: Temporal.Instant,
): Promise<void> {
  const subject = tokenSubject({ connectionId });
  const outcome = JSON.stringify({ ok: report.valid, scopes: report.scopes, error: report.error });
  if (connectionId !== null) {
    await tx`
      update connections set scopes = ${[...report.scopes]}::text[], expires_at = ${report.expiresAt?.toString() ?? null}::timestamptz,
        last_check_at = case when state = 'ok' then ${now.toString()}::timestamptz else last_check_at end,
        last_check_outcome = case when state = 'ok' then ${outcome}::text::jsonb else last_check_outcome end
      where id = ${connectionId}`;
  }
  const found = conditionsOf(report, subject, now, timeZone);
  for (const kind of ["token_invalid", "token_expiring", "scope_missing"]) {
    const raised = found.find((one) => one.kind === kind);
    if (raised) await raiseCondition(tx, raised, now);
    else await resolveConditions(tx, [kind], subject, now);
  }
  await noteGrants(tx, connectionId, report, now);
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
