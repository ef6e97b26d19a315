import { connection } from "next/server";
import { mayReadOperations } from "@/lib/auth/may-read-operations";
import { portalDatabase } from "@/lib/db/portal-database";
import { readMetrics } from "@/lib/ops/metrics/read-metrics";

/** Prometheus text, for those who may read operations. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  const headers = { "cache-control": "no-store" };
  if (!(await mayReadOperations(request))) {
    return new Response("Send METRICS_TOKEN, or sign in.\n", { status: 401, headers });
  }
  const { text, contentType } = await readMetrics(portalDatabase());
  return new Response(text, { headers: { ...headers, "content-type": contentType } });
}
