import type { CheckInput } from "@/lib/checks/check-input";
import { hoursSince } from "@/lib/checks/day-line";
import { type CheckOutcome, found } from "@/lib/checks/outcome";

/** Meta asked the account, or all of the app (subject: `account`, `app`), to wait for longer than `rate_limit_minutes` from now. Pure. */
export function rateLimited({ blocked, now, thresholds }: CheckInput): CheckOutcome {
  return found(
    (["app", "account"] as const).flatMap((subject) => {
      const until = blocked[subject];
      const minutes = until ? -hoursSince(until, now) * 60 : 0;
      if (!until || minutes <= thresholds.rate_limit_minutes) return [];
      return {
        subject,
        severity: "normal" as const,
        message: `Meta limits the ${subject}: nothing is read before ${until.toString()}.`,
        evidence: { until: until.toString(), minutes: String(Math.ceil(minutes)) },
        months: [],
        amount: null,
      };
    }),
  );
}
