import type { Temporal } from "temporal-polyfill";
import { Refusal } from "@/tools/simulator/meta-error";

/** Until when the Marketing API answers a version (graph-api.md §1.1); null: not announced. */
const marketingUntil: Record<string, string | null> = {
  "v26.0": null,
  "v25.0": null,
  "v24.0": "2026-10-06",
  "v23.0": "2026-06-09",
  "v22.0": "2026-02-19",
};
const newest = "v26.0";

/** The version that answers and its headers; 2635 for a dead one unless auto-upgrade is on (graph-api.md §1.2). */
export function answerVersion(
  asked: string,
  now: Temporal.Instant,
  autoUpgrade: boolean,
): Record<string, string> {
  const until = marketingUntil[asked];
  const isAlive =
    until === null || (until !== undefined && now.toZonedDateTimeISO("UTC").toPlainDate().toString() < until);
  if (isAlive) return { "facebook-api-version": asked };
  if (until !== undefined && autoUpgrade) {
    return {
      "facebook-api-version": newest,
      "x-ad-api-version-warning": `The call has been auto-upgraded to ${newest} as ${asked} has been deprecated`,
    };
  }
  throw new Refusal({
    status: 400,
    code: 2635,
    message: `(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: ${newest}.`,
  });
}
