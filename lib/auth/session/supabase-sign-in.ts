import type { AuthError } from "@supabase/supabase-js";
import type { Supabase } from "@/lib/auth/session/open-supabase";
import type { CodeCheck, SignInService } from "@/lib/auth/sign-in/sign-in-service";
import { optionalEnv, requireEnv } from "@/lib/ops/env";
import { logger } from "@/lib/ops/logger";

/** Supabase Auth as the portal's sign-in service: `signInWithOtp` mails the code, `verifyOtp` checks it and writes the session's cookies. */
export function supabaseSignIn(supabase: Supabase): SignInService {
  return {
    async sendCode(email) {
      const { error } = await supabase.auth.signInWithOtp({ email, options: { shouldCreateUser: true } });
      if (!error) return "sent";
      if (isBusy(error)) return "busy";
      report("sign_in_code_not_sent", error);
      return "failed";
    },
    async answers() {
      try {
        const response = await fetch(new URL("/auth/v1/health", requireEnv("NEXT_PUBLIC_SUPABASE_URL")), {
          headers: { apikey: optionalEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY") ?? "" },
          cache: "no-store",
          signal: AbortSignal.timeout(8_000),
        });
        return response.ok;
      } catch {
        return false;
      }
    },
    async checkCode(email, code): Promise<CodeCheck> {
      const { data, error } = await verifyCode(supabase, email, code);
      if (error) {
        if (isBusy(error)) return { kind: "busy" };
        if (error.status && error.status >= 400 && error.status < 500) return { kind: "wrong" };
        report("sign_in_code_not_checked", error);
        return { kind: "failed" };
      }
      return data.user ? { kind: "right", authUserId: data.user.id } : { kind: "failed" };
    },
    async endSession() {
      await supabase.auth.signOut({ scope: "local" });
    },
  };
}

/** The local stack knows mailed codes only under their older name and says that the type is invalid; hosted Supabase never does. */
async function verifyCode(supabase: Supabase, email: string, token: string) {
  const answer = await supabase.auth.verifyOtp({ email, token, type: "email" });
  if (answer.error?.code !== "validation_failed") return answer;
  return supabase.auth.verifyOtp({ email, token, type: "magiclink" });
}

function isBusy(error: AuthError): boolean {
  return error.status === 429 || error.code?.startsWith("over_") === true;
}

/** No address and no code goes into the log. */
function report(event: string, error: AuthError): void {
  logger.error({ event, status: error.status, code: error.code, reason: error.name }, event);
}
