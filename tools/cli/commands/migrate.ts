import { migrateDatabase } from "@/lib/db/migrate";
import { optionalEnv, requireEnv } from "@/lib/ops/env";
import type { CliOutcome } from "@/tools/cli/outcome";

/** Brings the database to this release's schema; over `DIRECT_DATABASE_URL` where it is set, since a pooler keeps no session. */
export async function migrate(): Promise<CliOutcome> {
  const url = optionalEnv("DIRECT_DATABASE_URL") ?? requireEnv("DATABASE_URL");
  const { applied, known } = await migrateDatabase(url);
  return {
    ok: true,
    answer: { applied, known },
    text:
      applied === 0
        ? `Nothing to do: all ${known} migrations are there.`
        : `Applied ${applied} of ${known} migrations.`,
  };
}
