import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import type { RunId } from "@/lib/values/ids";

/** What a run has come to, counted in accounts: expected = done + failed + skipped + remaining (architecture.md §5). */
export interface RunResult {
  readonly run_id: RunId | null;
  readonly expected: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly remaining: number;
  readonly accounts: readonly AccountResult[];
}

export interface AccountResult {
  readonly client: string;
  readonly account: string;
  readonly state: "done" | "failed" | "skipped" | "remaining";
  readonly reason?: string;
  readonly error?: {
    readonly class: string;
    readonly code: number | null;
    readonly subcode: number | null;
    readonly message: string;
  };
}

export const nothingPlanned: RunResult = {
  run_id: null,
  expected: 0,
  done: 0,
  failed: 0,
  skipped: 0,
  remaining: 0,
  accounts: [],
};

/** Reads a run and its places as they stand now. */
export async function readRunResult(db: Database, runId: RunId): Promise<RunResult> {
  const rows = await db.asCollector((tx) =>
    tx.execute<{
      slug: string;
      external_id: string;
      state: string;
      reason: string | null;
      error: AccountResult["error"] | null;
    }>(sql`
      select c.slug, a.external_id, p.state, p.reason, p.error
      from collection_run_accounts p join ad_accounts a on a.id = p.ad_account_id join clients c on c.id = a.client_id
      where p.run_id = ${runId} order by c.slug, a.external_id`),
  );
  const accounts = rows.map((row): AccountResult => {
    const isOpen = row.state === "queued" || row.state === "running" || row.state === "waiting";
    return {
      client: row.slug,
      account: row.external_id,
      state: isOpen ? "remaining" : (row.state as "done" | "failed" | "skipped"),
      ...(row.reason === null ? {} : { reason: row.reason }),
      ...(row.error ? { error: row.error } : {}),
    };
  });
  const count = (state: AccountResult["state"]) =>
    accounts.filter((account) => account.state === state).length;
  return {
    run_id: runId,
    expected: accounts.length,
    done: count("done"),
    failed: count("failed"),
    skipped: count("skipped"),
    remaining: count("remaining"),
    accounts,
  };
}
