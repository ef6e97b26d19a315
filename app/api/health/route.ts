import { connection } from "next/server";
import { mayReadOperations } from "@/lib/auth/may-read-operations";
import { portalDatabase } from "@/lib/db/portal-database";
import { optionalEnv, requireEnv } from "@/lib/ops/env";
import { checkDatabase } from "@/lib/ops/health/check-database";
import { readHealth } from "@/lib/ops/health/read-health";
import { judge } from "@/lib/ops/health/verdict";
import { logger } from "@/lib/ops/logger";

/** Ok or not ok, for anybody; with `deep=1` every part's own verdict, for those who may read operations. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  const report = (error: unknown) => logger.error({ err: error }, "health_check_failed");
  if (new URL(request.url).searchParams.get("deep") !== "1") {
    const { state } = await judge(async () => checkDatabase(portalDatabase()), report);
    return answer(state === "ok" ? 200 : 503, { status: state === "ok" ? "ok" : "not ok" });
  }
  if (!(await mayReadOperations(request))) return answer(401, { error: "Send METRICS_TOKEN, or sign in." });
  try {
    const url = optionalEnv("DIRECT_DATABASE_URL") ?? requireEnv("DATABASE_URL");
    const health = await readHealth(portalDatabase(), url, report);
    return answer(health.ok ? 200 : 503, health);
  } catch (error) {
    report(error);
    return answer(503, { ok: false, error: "Health could not be read; the log says why." });
  }
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
