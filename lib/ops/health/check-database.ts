import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import type { Verdict } from "@/lib/ops/health/verdict";

/** Answers, or throws: the database took a statement as the system's role. */
export async function checkDatabase(db: Database): Promise<Verdict> {
  const start = performance.now();
  await db.asSystem((tx) => tx.execute(sql`select 1 from agency limit 1`));
  return { state: "ok", detail: `Answered in ${Math.round(performance.now() - start)} ms.` };
}
