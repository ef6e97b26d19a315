import { type CheckKey, checks } from "@/lib/checks/catalogue";
import type { StoredOutcomes, UnknownReason } from "@/lib/checks/outcome";

/** Every check of a client "could not be evaluated", for one reason. */
export function unknownOutcomes(reason: UnknownReason): StoredOutcomes {
  const answered = (Object.keys(checks) as CheckKey[]).filter((check) =>
    ["data", "read", "condition"].includes(checks[check].where),
  );
  return Object.fromEntries(
    answered.map((check) => [check, { outcome: "unknown", reason }]),
  ) as unknown as StoredOutcomes;
}
