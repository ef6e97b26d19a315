import { type EnvName, envNames, optionalEnv } from "@/lib/ops/env";
import type { Verdict } from "@/tools/cli/doctor/verdict";

/** Left out without harm: the feature behind it stays closed or another setting stands in. */
const optional = new Set<EnvName>([
  "DIRECT_DATABASE_URL",
  "META_ACCESS_TOKEN",
  "META_APP_ID",
  "META_APP_SECRET",
  "METRICS_TOKEN",
  "SMTP_URL",
  "MAIL_FROM",
  "SLACK_WEBHOOK_URL",
  "ALERT_WEBHOOK_URL",
  "ALERT_WEBHOOK_SECRET",
  "CHROMIUM_PATH",
]);

/** Every environment variable: set and well-formed, malformed, missing, or unset and not needed. Values are never printed. */
export function checkSettings(): Verdict[] {
  return envNames.map((name): Verdict => {
    const check = `setting ${name}`;
    try {
      if (optionalEnv(name) !== undefined) return { check, verdict: "ok", says: "is well-formed" };
    } catch (error) {
      return { check, verdict: "failed", says: error instanceof Error ? error.message : String(error) };
    }
    return optional.has(name)
      ? { check, verdict: "unset", says: "is not set; what needs it stays off" }
      : { check, verdict: "missing", says: "is not set; see .env.example" };
  });
}
