import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Wanted } from "@/lib/alerts/wanted";
import { checks } from "@/lib/checks/catalogue";
import type { SystemTx } from "@/lib/db/database";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** A PDF is printed within minutes of publication, and again after 1, 5, 15 and 60 minutes when that failed. */
const printMinutes = 60;

/**
 * Reports that were published and cannot be had on paper: nobody prints them, the browser does not start, or the bucket takes no file. One
 * alert a client and month (its newest version), one cause for all of them. What was withdrawn needs no PDF.
 */
export async function watchPdfs(tx: SystemTx, now: Temporal.Instant): Promise<Wanted[]> {
  const rows = await tx.execute<{
    client_id: string;
    month: CalendarMonth;
    version: number;
    since: string;
    tries: number;
    error: string | null;
  }>(sql`
    select distinct on (p.client_id, p.month) p.client_id, to_char(p.month, 'YYYY-MM') as month, p.version,
      to_char(p.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since,
      coalesce(f.tries, 0) as tries, f.last_error as error
    from publications p left join publication_pdfs f on f.publication_id = p.id
    where f.made_at is null and p.published_at < ${now.toString()}::timestamptz - make_interval(mins => ${printMinutes})
      and not exists (select from publication_withdrawals w where w.client_id = p.client_id and w.month = p.month and w.version >= p.version)
    order by p.client_id, p.month, p.version desc`);
  return rows.map(({ client_id: clientId, month, version, since, tries, error }) => ({
    clientId,
    check: "pdf_missing",
    subject: month,
    cause: "pdf",
    severity: checks.pdf_missing.severity,
    message: `Version ${version} of ${month} has no PDF since ${since} after ${tries} tries: ${error ?? "nobody has tried to print it"}`,
    evidence: { version, since, tries, error },
    months: [month],
    amount: null,
    currency: null,
  }));
}
