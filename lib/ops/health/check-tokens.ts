import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import type { Verdict } from "@/lib/ops/health/verdict";

interface Row extends Record<string, unknown> {
  name: string;
  state: "ok" | "broken" | "needs_confirmation";
  days: number | null;
  checked: boolean;
}

/** Of every connection to Meta, by its name: works, broken, or not checked yet. "A token is stored" is no proof of anything (incident 32). */
export async function checkTokens(db: Database): Promise<Record<string, Verdict>> {
  const rows = await db.asSystem((tx) =>
    tx.execute<Row>(sql`
      select name, state, last_check_at is not null as checked,
        floor(extract(epoch from expires_at - now()) / 86400)::integer as days
      from connections order by name`),
  );
  return Object.fromEntries(rows.map((row) => [row.name, verdictOf(row)]));
}

function verdictOf({ state, days, checked }: Row): Verdict {
  if (state !== "ok") return { state: "failed", detail: "Meta refuses it, or asks a person to confirm it." };
  if (days !== null && days < 0) return { state: "failed", detail: "It has expired." };
  if (!checked) return { state: "unknown", detail: "Not checked with Meta yet." };
  return { state: "ok", detail: days === null ? "Does not expire." : `${days} days left.` };
}
