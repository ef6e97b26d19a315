import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { readMigrationState } from "@/lib/db/migrate";
import { judge, type Verdict } from "@/tools/cli/doctor/verdict";
import { operator } from "@/tools/cli/operator";

/** The database answers, is migrated to this release, and each of the four roles can be taken. */
export async function checkDatabase(url: string, db: Database): Promise<Verdict[]> {
  const migrations = await judge("migrations", async () => {
    const { known, missing, unknown } = await readMigrationState(url);
    if (unknown > 0) {
      return { check: "migrations", verdict: "failed", says: `${unknown} are of another release` };
    }
    return missing > 0
      ? {
          check: "migrations",
          verdict: "missing",
          says: `${missing} of ${known} are not applied; run migrate`,
        }
      : { check: "migrations", verdict: "ok", says: `all ${known} are applied` };
  });
  const ask = sql`select current_user::text as role`;
  const roles = {
    plumbline_staff: () => db.asStaff(operator(), (tx) => tx.execute<{ role: string }>(ask)),
    plumbline_collector: () => db.asCollector((tx) => tx.execute<{ role: string }>(ask)),
    plumbline_system: () => db.asSystem((tx) => tx.execute<{ role: string }>(ask)),
    plumbline_share: () => db.asShareLink((tx) => tx.execute<{ role: string }>(ask)),
  };
  const verdicts = [...migrations];
  for (const [role, take] of Object.entries(roles)) {
    verdicts.push(
      ...(await judge(`role ${role}`, async () => {
        const [row] = await take();
        return row?.role === role
          ? { check: `role ${role}`, verdict: "ok", says: "can be taken" }
          : { check: `role ${role}`, verdict: "failed", says: `the session stays ${row?.role}` };
      })),
    );
  }
  return verdicts;
}
