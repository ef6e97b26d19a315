import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { ReadTx } from "@/lib/db/database";

/** Something wrong with an ad account, with the connection it is read through, or with all of Meta's app, and still so. */
export interface OpenCondition {
  readonly kind: string;
  readonly severity: "critical" | "high" | "normal";
  /** For engineers, as the collector wrote it. */
  readonly message: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly openedAt: Temporal.Instant;
}

interface Row extends Record<string, unknown> {
  kind: string;
  severity: OpenCondition["severity"];
  message: string;
  evidence: Record<string, unknown>;
  opened_at: string;
}

/** Open conditions that concern one ad account, gravest and oldest first; one statement. */
export async function readConditions(tx: ReadTx, accountId: string): Promise<OpenCondition[]> {
  const rows = await tx.execute<Row>(sql`
    select n.kind, n.severity, n.message, n.evidence, n.opened_at::text
    from ad_accounts a join conditions n on n.resolved_at is null
      and (n.subject in (a.id::text, coalesce(a.connection_id::text, 'META_ACCESS_TOKEN')) or n.kind like 'version%')
    where a.id = ${accountId}
    order by array_position(array['critical', 'high', 'normal'], n.severity), n.opened_at, n.id`);
  return rows.map((row) => ({
    kind: row.kind,
    severity: row.severity,
    message: row.message,
    evidence: row.evidence,
    openedAt: Temporal.Instant.from(row.opened_at),
  }));
}
