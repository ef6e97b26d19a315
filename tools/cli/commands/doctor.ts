import { requireEnv } from "@/lib/ops/env";
import { redactText } from "@/lib/ops/logger";
import { counted } from "@/tools/cli/counted";
import { checkDatabase } from "@/tools/cli/doctor/check-database";
import { checkMeta } from "@/tools/cli/doctor/check-meta";
import { checkSettings } from "@/tools/cli/doctor/check-settings";
import { checkSignIn } from "@/tools/cli/doctor/check-sign-in";
import { checkStorage } from "@/tools/cli/doctor/check-storage";
import { judge, type Verdict } from "@/tools/cli/doctor/verdict";
import type { CliOutcome } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

const signs = { ok: "✓", failed: "✗", missing: "✗", unset: "–", unknown: "?" } as const;

/** Says of every setting and every neighbour whether it works. Changes nothing; nothing is green that was not tried. */
export async function doctor(): Promise<CliOutcome> {
  const verdicts: Verdict[] = checkSettings();
  verdicts.push(
    ...(await judge("database", () =>
      withDatabase(async (db) => {
        const url = requireEnv("DATABASE_URL");
        const database = await checkDatabase(url, db);
        const works = database.every(({ verdict }) => verdict === "ok");
        return [
          ...database,
          ...(works
            ? await judge("Meta", () => checkMeta(db))
            : [{ check: "Meta", verdict: "unknown" as const, says: "needs the database first" }]),
        ];
      }),
    )),
    ...(await judge("sign-in service", checkSignIn)),
    ...(await judge("storage of PDFs", checkStorage)),
  );
  const checks = verdicts.map((verdict) => ({ ...verdict, says: redactText(verdict.says) }));
  const bad = checks.filter(({ verdict }) => verdict === "failed" || verdict === "missing").length;
  const unknown = checks.filter(({ verdict }) => verdict === "unknown").length;
  const summary = `${counted(checks.length, "check")}: ${bad} failed or missing, ${unknown} could not be evaluated.`;
  return {
    ok: bad === 0 && unknown === 0,
    answer: { ok: bad === 0 && unknown === 0, checks },
    text: [...checks.map((line) => `${signs[line.verdict]} ${line.check}: ${line.says}`), summary].join("\n"),
  };
}
