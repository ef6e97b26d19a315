import { hasBearerSecret } from "@/lib/ops/bearer-secret";

/** Whether a request carries the scheduler's secret (`Authorization: Bearer CRON_SECRET`). Closed when it is unset (R11). */
export function hasSchedulerSecret(headers: Headers): boolean {
  return hasBearerSecret(headers, "CRON_SECRET");
}
