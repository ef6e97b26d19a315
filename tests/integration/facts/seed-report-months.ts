import type { Database } from "@/lib/db/database";
import { parseDecimal, toDecimalText } from "@/lib/values/decimal";
import { jantar, len, seedCast } from "@/tests/integration/cast";
import { seedFailedAttempt } from "@/tests/integration/seed-attempt";
import { seedDays } from "@/tests/integration/seed-days";

/** Months that reports are read of: complete, open, without delivery, with a refused day and one that nobody tried. */
export async function seedReportMonths(db: Database): Promise<void> {
  await seedCast(db);
  // Hotel Jantar: October a year ago, September and October complete; November to the 9th.
  const full = (spend: string, reservations: string) => () => ({
    account: {
      totalSpend: spend,
      totalImpressions: "9000",
      totalClicks: "90",
      reservations,
      reservationValue: "500.50",
    },
    campaigns: {
      "1": {
        totalSpend: "60",
        totalImpressions: "6000",
        totalClicks: "60",
        reservations,
        reservationValue: "500.50",
      },
      "2": {
        totalSpend: toDecimalText(parseDecimal(spend).minus(60)),
        totalImpressions: "3000",
        totalClicks: "30",
      },
    },
  });
  await seedDays(db, jantar, {
    since: "2025-10-01",
    until: "2025-10-31",
    observedAt: "2025-12-01T04:00:00Z",
    day: full("80", "4"),
  });
  await seedDays(db, jantar, {
    since: "2026-09-01",
    until: "2026-09-30",
    observedAt: "2026-11-01T03:10:00Z",
    day: full("90", "6"),
  });
  await seedDays(db, jantar, {
    since: "2026-10-01",
    until: "2026-10-31",
    observedAt: "2026-11-03T03:10:00Z",
    day: full("100.10", "7"),
  });
  await seedDays(db, jantar, {
    since: "2026-11-01",
    until: "2026-11-09",
    observedAt: "2026-11-10T03:10:00Z",
    day: full("100", "6"),
  });
  // Sklep Len: August ran nothing; September runs and lacks its 20th (refused) and 21st (not tried).
  await seedDays(db, len, {
    since: "2026-07-30",
    until: "2026-07-31",
    observedAt: "2026-09-30T03:10:00Z",
    day: full("70", "1"),
  });
  await seedDays(db, len, {
    since: "2026-08-01",
    until: "2026-08-31",
    observedAt: "2026-10-01T03:10:00Z",
    day: () => ({ account: {} }),
  });
  await seedDays(db, len, {
    since: "2026-09-01",
    until: "2026-09-19",
    observedAt: "2026-11-01T03:10:00Z",
    day: full("70", "2"),
  });
  await seedDays(db, len, {
    since: "2026-09-22",
    until: "2026-09-30",
    observedAt: "2026-11-01T03:10:00Z",
    day: full("70", "2"),
  });
  await seedFailedAttempt(db, len, {
    since: "2026-09-20",
    until: "2026-09-20",
    at: "2026-11-01T03:12:00Z",
    errorClass: "FIX_CREDENTIALS",
  });
}
