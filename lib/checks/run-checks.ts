import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { dataChecks, type Evaluated, evaluate } from "@/lib/checks/evaluate";
import type { CheckFinding, StoredOutcomes } from "@/lib/checks/outcome";
import { unknownOutcomes } from "@/lib/checks/unknown-outcomes";
import type { Database, SystemTx } from "@/lib/db/database";
import { readCheckInputs } from "@/lib/facts/read-check-input";
import { logger } from "@/lib/ops/logger";

export type CheckTrigger = "collection" | "monitor" | "cli" | "manual" | "worker";

/** "Evaluated 16 of 16": clients with an ad account, and those of which every check answered, be it that it cannot be evaluated. */
export interface CheckRunResult {
  readonly expected: number;
  readonly evaluated: number;
  /** Findings of these checks that are open now. */
  readonly findings: number;
  /** Answers "could not be evaluated", over all clients and checks. */
  readonly unknown: number;
}

/** One client's findings, and the checks whose older findings end unless they are among these. */
interface Answer {
  readonly client_id: string;
  readonly ad_account_id: string;
  /** `months`: of a check that answers month by month, those whose findings may end; null where all may. */
  readonly answered: readonly { readonly check: string; readonly months: readonly string[] | null }[];
  readonly findings: readonly ({ readonly check: string } & CheckFinding)[];
}

/**
 * Whose checks run: every active client's; those that were read since their last answer, well or not; or also those whose answer is nearly an
 * hour old.
 */
export type ChecksOf = "all" | "read_since" | "read_since_or_old";

/** Clients of one transaction: their days of four months are in memory together, and whoever else collects here waits for their evaluation. */
const clientsAtOnce = 50;

/**
 * Runs every check for every active client, or for those that need it, and makes `findings` and `check_outcomes` say what they found:
 * new findings open, those that hold stay open with the newest numbers, what is not found any more is resolved; where a check could not be
 * evaluated, or not for a finding's month, its findings are left alone. Findings of archived clients end. A client whose evaluation fails is
 * not counted as evaluated, has "could not be evaluated" at every check at once, keeps its findings, and stops nobody else's.
 *
 * Fifty clients are read and written in one transaction, a fixed number of statements. Processes that do this at once come one after the other,
 * fifty by fifty, and what one of them has just answered the next leaves out. Safe to repeat.
 */
export async function runChecks(
  db: Database,
  args: {
    readonly now: Temporal.Instant;
    readonly trigger: CheckTrigger;
    readonly of?: ChecksOf;
    /** No further fifty are begun once this is due. */
    readonly isOver?: () => boolean;
  },
): Promise<CheckRunResult> {
  const { now, trigger, of = "all", isOver = () => false } = args;
  let sum: CheckRunResult = { expected: 0, evaluated: 0, findings: 0, unknown: 0 };
  let after: string | null = null;
  do {
    const batch: Batch = await db.asSystem((tx) => checkBatch(tx, { now, of, after }));
    sum = added(sum, batch.result);
    after = batch.last;
  } while (after !== null && !isOver());
  if (of !== "all" && sum.expected === 0) return sum;
  await db.asSystem(async (tx) => {
    await endOfArchived(tx, now);
    const at = now.toString();
    await tx.execute(sql`
      insert into check_runs (trigger, started_at, finished_at, expected, evaluated, findings_open)
      values (${trigger}, ${at}, ${at}, ${sum.expected}, ${sum.evaluated}, ${sum.findings})`);
  });
  return sum;
}

interface Batch {
  readonly result: CheckRunResult;
  /** The last client of a full batch, after which the next one begins; null at the end. */
  readonly last: string | null;
}

async function checkBatch(
  tx: SystemTx,
  {
    now,
    of,
    after,
  }: { readonly now: Temporal.Instant; readonly of: ChecksOf; readonly after: string | null },
): Promise<Batch> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('plumbline checks'))`);
  const only = await readDue(tx, now, of, after);
  const clients = only.length === 0 ? [] : await readCheckInputs(tx, { now, only });
  const answers: Answer[] = [];
  const outcomes: { client_id: string; outcomes: StoredOutcomes }[] = [];
  for (const { clientId, slug, account } of clients) {
    try {
      const evaluated = account && evaluate(account.input());
      if (evaluated) answers.push(answerOf(clientId, account.id, evaluated));
      outcomes.push({
        client_id: clientId,
        outcomes: evaluated?.outcomes ?? unknownOutcomes("no_account"),
      });
    } catch (error) {
      logger.error({ err: error, clientId: slug }, "checks_not_evaluated");
      // What was answered before says nothing of today any more, and who looks an hour later must not believe it.
      outcomes.push({ client_id: clientId, outcomes: unknownOutcomes("evaluation_failed") });
    }
  }
  if (clients.length > 0) {
    await writeAnswers(tx, answers, now);
    await writeOutcomes(tx, outcomes, now);
  }
  return {
    result: {
      expected: clients.filter(({ account }) => account !== null).length,
      evaluated: answers.length,
      findings: answers.reduce((count, answer) => count + answer.findings.length, 0),
      unknown: outcomes
        .flatMap((one) => Object.values(one.outcomes))
        .filter(({ outcome }) => outcome === "unknown").length,
    },
    last: only.length < clientsAtOnce ? null : (only.at(-1) ?? null),
  };
}

/**
 * Ids of active clients whose checks are due, the next fifty in the order of their ids. No attempt takes a day, so what ended since the last answer
 * is among the account's newest attempts, however many there are by now.
 */
export async function readDue(
  tx: SystemTx,
  now: Temporal.Instant,
  of: ChecksOf,
  after: string | null,
): Promise<string[]> {
  const answered = sql`coalesce(o.evaluated_at, '-infinity')`;
  const readSince = sql`exists (select from ad_accounts a cross join lateral (select from collection_attempts t
      where t.ad_account_id = a.id and t.started_at > ${answered} - interval '1 day' and t.finished_at > ${answered}
      order by t.started_at desc limit 1) newest
    where a.client_id = c.id)`;
  const old = sql`o.evaluated_at is null or o.evaluated_at < ${now.toString()}::timestamptz - interval '55 minutes'`;
  const due = { all: sql`true`, read_since: readSince, read_since_or_old: sql`(${readSince} or ${old})` }[of];
  const rows = await tx.execute<{ id: string }>(sql`
    select c.id from clients c left join check_outcomes o on o.client_id = c.id
    where c.status = 'active' and ${due} and (${after}::uuid is null or c.id > ${after}::uuid)
    order by c.id limit ${clientsAtOnce}`);
  return rows.map(({ id }) => id);
}

function added(a: CheckRunResult, b: CheckRunResult): CheckRunResult {
  return {
    expected: a.expected + b.expected,
    evaluated: a.evaluated + b.evaluated,
    findings: a.findings + b.findings,
    unknown: a.unknown + b.unknown,
  };
}

function answerOf(clientId: string, accountId: string, { data }: Evaluated): Answer {
  return {
    client_id: clientId,
    ad_account_id: accountId,
    answered: dataChecks.flatMap((check) => {
      const { outcome, byMonth } = data[check];
      return outcome === "unknown" ? [] : { check, months: byMonth?.over ?? null };
    }),
    findings: dataChecks.flatMap((check) => {
      const answer = data[check];
      return answer.outcome === "finding" ? answer.findings.map((finding) => ({ check, ...finding })) : [];
    }),
  };
}

async function writeAnswers(tx: SystemTx, answers: readonly Answer[], now: Temporal.Instant): Promise<void> {
  const at = now.toString();
  await tx.execute(sql`
    with answer as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(answers)}::text::jsonb)
        as a (client_id uuid, ad_account_id uuid, answered jsonb, findings jsonb)
    ), over as materialized (
      select a.ad_account_id, r.* from answer a, jsonb_to_recordset(a.answered) as r ("check" text, months text[])
    ), found as materialized (
      select a.client_id, a.ad_account_id, f.* from answer a, jsonb_to_recordset(a.findings)
        as f ("check" text, subject text, severity text, message text, evidence jsonb, months text[], amount numeric)
    ), resolved as (
      update findings set resolved_at = ${at}::timestamptz from over
      where findings.ad_account_id = over.ad_account_id and resolved_at is null and check_key = over."check"
        and (over.months is null or findings.subject = any (over.months))
        and not exists (select from found f where f.ad_account_id = findings.ad_account_id and f."check" = check_key and f.subject = findings.subject)
    )
    insert into findings (client_id, ad_account_id, check_key, subject, severity, message, evidence, months, amount, opened_at)
    select client_id, ad_account_id, "check", subject, severity, message, evidence, months, amount, ${at}::timestamptz from found
    on conflict (ad_account_id, check_key, subject) where resolved_at is null
      do update set severity = excluded.severity, message = excluded.message, evidence = excluded.evidence, months = excluded.months, amount = excluded.amount
      where (findings.severity, findings.evidence, findings.months) is distinct from (excluded.severity, excluded.evidence, excluded.months)`);
}

/** Nobody looks at an archived client's data any more: what was found in it is over, whoever found it. */
async function endOfArchived(tx: SystemTx, now: Temporal.Instant): Promise<void> {
  await tx.execute(sql`
    update findings set resolved_at = ${now.toString()}::timestamptz from clients c
    where c.id = findings.client_id and c.status = 'archived' and findings.resolved_at is null`);
}

/** Only what changed is written anew, beside the time. */
async function writeOutcomes(
  tx: SystemTx,
  outcomes: readonly { readonly client_id: string; readonly outcomes: StoredOutcomes }[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.execute(sql`
    insert into check_outcomes (client_id, evaluated_at, outcomes)
    select client_id, ${now.toString()}::timestamptz, outcomes
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::text::jsonb) as o (client_id uuid, outcomes jsonb)
    on conflict (client_id) do update set evaluated_at = excluded.evaluated_at,
      outcomes = case when check_outcomes.outcomes = excluded.outcomes then check_outcomes.outcomes else excluded.outcomes end`);
}
