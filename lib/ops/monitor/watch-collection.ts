import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { withAmountKind } from "@/lib/alerts/amount-kind";
import { type ConcernedAccount, causeOf, spendAtStake } from "@/lib/alerts/concerned-account";
import type { Wanted } from "@/lib/alerts/wanted";
import { isShown } from "@/lib/clients/shown-clients";
import { passAt, passWindow } from "@/lib/collect/plan/passes";
import type { SystemTx } from "@/lib/db/database";
import { type CalendarDay, dayIn, earlierDay } from "@/lib/values/calendar-day";
import { monthOf } from "@/lib/values/calendar-month";

/** A pass is spread over an hour and tries again hourly; two hours after its begin every account should be read. */
const graceHours = 2;

interface Row extends Record<string, unknown> {
  account_id: string;
  slug: string;
  name: string;
  collect_from: CalendarDay;
  created_at: string;
  /** Of the good attempts that reached the newest day: that day, and when the last of them ended. */
  until: CalendarDay | null;
  finished_at: string | null;
  reason: string | null;
}

export interface CollectionWatch {
  /** Accounts whose pass should be over, and those of them that were read to the end. */
  readonly expected: number;
  readonly done: number;
  readonly late: readonly { readonly slug: string; readonly since: string }[];
  readonly wanted: readonly Wanted[];
}

/**
 * Expected against actual accounts, each by the newest pass of its own zone that should be over: read to yesterday since the pass began, or
 * "Daily Collection Incomplete". Looks at attempts, not at runs, so that a run that was never planned is missed too (incidents 1, 2, 33). Demo
 * clients are expected only where there are no others (incident 22).
 */
export async function watchCollection(
  tx: SystemTx,
  accounts: readonly ConcernedAccount[],
  now: Temporal.Instant,
  { isCalled }: { readonly isCalled: boolean },
): Promise<CollectionWatch> {
  const rows = await tx.execute<Row>(sql`
    select a.id as account_id, c.slug, c.name, a.collect_from::text, a.created_at::text, good.until::text, good.finished_at::text,
      (select coalesce(p.reason, p.error ->> 'class') from collection_run_accounts p join collection_runs r on r.id = p.run_id
        where p.ad_account_id = a.id order by p.created_at desc, r.started_at desc limit 1) as reason
    from clients c join ad_accounts a on a.client_id = c.id
    left join lateral (select t.until, t.finished_at from collection_attempts t
      where t.ad_account_id = a.id and t.state = 'ok' and t.finished_at <= ${now.toString()}::timestamptz
        and t.finished_at > ${now.toString()}::timestamptz - interval '3 days'
      order by t.until desc, t.finished_at desc limit 1) good on true
    where c.status = 'active' and ${isShown(sql`c.is_demo`)} order by c.slug`);
  const byAccount = new Map(rows.map((row) => [row.account_id, row]));
  let expected = 0;
  const late: { slug: string; since: string }[] = [];
  const wanted: Wanted[] = [];
  for (const account of accounts) {
    const row = byAccount.get(account.accountId);
    if (!row) continue;
    const pass = passAt(account.zone, now.subtract({ hours: graceHours }));
    const window = passWindow(pass, row.collect_from);
    if (!window || isAfter(row.created_at, pass.startedAt)) continue;
    expected += 1;
    const { until, finished_at: at } = row;
    if (until !== null && at !== null && until >= window.until && !isBefore(at, pass.startedAt)) continue;
    const since = pass.startedAt.toString();
    late.push({ slug: row.slug, since });
    const amount = spendAtStake(account, dayIn(account.zone, now));
    wanted.push({
      clientId: account.clientId,
      check: "collection_incomplete",
      subject: "collection",
      cause:
        !isCalled && account.stoppedBy === null ? "scheduler" : causeOf("collection_incomplete", account),
      severity: "critical",
      message: `Daily Collection Incomplete: ${row.slug} was not read since the ${pass.name} pass of ${since}${row.reason ? `: ${row.reason}` : ""}.`,
      evidence: withAmountKind(
        { since, pass: pass.name, until: window.until, reason: row.reason },
        amount && "estimate",
      ),
      months: [monthOf(earlierDay(window.until, dayIn(account.zone, now)))],
      amount,
      currency: amount && account.currency,
    });
  }
  return { expected, done: expected - late.length, late, wanted };
}

function isBefore(text: string, than: Temporal.Instant): boolean {
  return Temporal.Instant.from(text).epochNanoseconds < than.epochNanoseconds;
}

function isAfter(text: string, than: Temporal.Instant): boolean {
  return Temporal.Instant.from(text).epochNanoseconds > than.epochNanoseconds;
}
