import type { StaffPage } from "@/lib/auth/staff-page";
import type { Backfill } from "@/lib/facts/backfill/read-backfill";

const worded = [
  "not_begun",
  "named_gap",
  "backfill_usage",
  "rate_limited",
  "connection_broken",
  "no_access",
  "account_changed",
] as const;

/** How far a new client's history is read, and what keeps it from going on; nothing once it is through. */
export function BackfillLine({ t, backfill }: { t: StaffPage["t"]; backfill: Backfill | null }) {
  if (!backfill || backfill.open === null) return null;
  const { passed, daysStored, daysExpected, heldBy } = backfill;
  const progress = t("staff.month.backfill.progress", {
    stored: String(daysStored),
    expected: String(daysExpected),
    passed: passed ?? "none",
  });
  const reason = heldBy && (worded.find((known) => known === heldBy.reason) ?? "other");
  const held = reason ? ` ${t(`staff.month.backfill.held.${reason}`)}` : "";
  return <p className="mb-2 max-w-[1160px] text-ink-2">{`${progress}${held}`}</p>;
}
