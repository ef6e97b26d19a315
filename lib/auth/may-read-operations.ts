import { currentStaff } from "@/lib/auth/current-staff";
import { hasBearerSecret } from "@/lib/ops/bearer-secret";
import { logger } from "@/lib/ops/logger";

/** Whether a request may see metrics and deep health: with METRICS_TOKEN, or as staff. The token unset leaves staff only (architecture.md §5). */
export async function mayReadOperations(request: Request): Promise<boolean> {
  if (hasBearerSecret(request.headers, "METRICS_TOKEN")) return true;
  try {
    return (await currentStaff()) !== null;
  } catch (error) {
    // Without a database nobody is staff; the token still opens.
    logger.error({ err: error }, "operations_reader_unknown");
    return false;
  }
}
