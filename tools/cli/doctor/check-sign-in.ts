import { requireEnv } from "@/lib/ops/env";
import type { Verdict } from "@/tools/cli/doctor/verdict";

/** Supabase's sign-in service answers. */
export async function checkSignIn(): Promise<Verdict> {
  const check = "sign-in service";
  const address = new URL("/auth/v1/health", requireEnv("NEXT_PUBLIC_SUPABASE_URL"));
  const answer = await fetch(address, {
    headers: { apikey: requireEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY") },
    signal: AbortSignal.timeout(5_000),
  });
  return answer.ok
    ? { check, verdict: "ok", says: "answers" }
    : { check, verdict: "failed", says: `answers with HTTP ${answer.status}` };
}
