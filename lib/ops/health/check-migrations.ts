import { readMigrationState } from "@/lib/db/migrate";
import type { Verdict } from "@/lib/ops/health/verdict";

/** Whether the database at `url` has exactly this release's migrations. */
export async function checkMigrations(url: string): Promise<Verdict> {
  const { known, missing, unknown } = await readMigrationState(url);
  if (unknown > 0) return { state: "failed", detail: `${unknown} migrations are of another release.` };
  if (missing > 0) return { state: "failed", detail: `${missing} of ${known} migrations are not applied.` };
  return { state: "ok", detail: `All ${known} migrations are applied.` };
}
