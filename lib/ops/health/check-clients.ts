import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import type { Verdict } from "@/lib/ops/health/verdict";

/** Two daily passes and a night: an account without a good attempt for longer is behind. */
const patience = 36;

/** For every active client, when its account was last read to the end (incident 33: a broken one stays in the list). */
export async function checkClients(db: Database): Promise<Record<string, Verdict>> {
  const rows = await db.asSystem((tx) =>
    tx.execute<{ slug: string; hours: number | null }>(sql`
      select c.slug, (select extract(epoch from now() - max(t.finished_at))::integer / 3600
        from collection_attempts t where t.ad_account_id = a.id and t.state = 'ok') as hours
      from clients c join ad_accounts a on a.client_id = c.id where c.status = 'active' order by c.slug`),
  );
  return Object.fromEntries(rows.map(({ slug, hours }) => [slug, verdictOf(hours)]));
}

function verdictOf(hours: number | null): Verdict {
  if (hours === null) return { state: "unknown", detail: "Never read yet." };
  const detail = `Last good run ${hours} hours ago.`;
  return { state: hours > patience ? "failed" : "ok", detail };
}
