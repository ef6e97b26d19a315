import type { CheckInput } from "@/lib/checks/check-input";
import { type CheckOutcome, found } from "@/lib/checks/outcome";

/**
 * Incident 35: another client (subject: its slug) has the same ad account, or one that showed exactly the same spend and impressions on
 * `twin_days` days of the last two weeks. The database holds an account once only; figures that are equal to the cent every day are how it would
 * still be noticed. Pure.
 */
export function sharedAdAccount({ twins, thresholds }: CheckInput): CheckOutcome {
  return found(
    twins
      .filter(({ sameDays }) => sameDays === null || sameDays >= thresholds.twin_days)
      .map(({ client, account, sameDays }) => ({
        subject: client,
        severity: "high",
        message:
          sameDays === null
            ? `The ad account ${account} belongs to ${client} too.`
            : `The same spend and impressions as ${client} (${account}) on ${sameDays} of the last 14 days.`,
        evidence: { client, account, same_days: sameDays === null ? null : String(sameDays) },
        months: [],
        amount: null,
      })),
  );
}
