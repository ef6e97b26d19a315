import type { AuthError } from "@supabase/supabase-js";
import { openSupabase, type Supabase } from "@/lib/auth/session/open-supabase";
import type { CodeCheck, SignInService } from "@/lib/auth/sign-in/sign-in-service";
import { optionalEnv, requireEnv } from "@/lib/ops/env";
import { logger } from "@/lib/ops/logger";

/** Supabase Auth as the portal's sign-in service: `signInWithOtp` mails the code, `verifyOtp` checks it and writes the session's cookies. */
export function supabaseSignIn(supabase: Supabase): SignInService {
  return {
    async sendCode(email) {
      // Without the visitor's cookies: the library would write some of its own, and only a member of staff would be given them.
      const { auth } = openSupabase({ getAll: () => [], setAll: () => {} });
      const { error } = await auth.signInWithOtp({ email, options: { shouldCreateUser: true } });
      if (!error) return "sent";
      report("sign_in_code_not_sent", error);
      return isBusy(error) ? "busy" : "failed";
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
      for (const type of codeTypes) {
        const { data, error } = await supabase.auth.verifyOtp({ email, token: code, type });
        if (!error) {
          return data.user ? { kind: "right", authUserId: data.user.id } : { kind: "failed" };
        }
        if (isBusy(error)) {
          report("sign_in_code_not_checked", error);
          return { kind: "busy" };
        }
        const refused = error.status !== undefined && error.status >= 400 && error.status < 500;
        if (!refused) {
          report("sign_in_code_not_checked", error);
          return { kind: "failed" };
        }
        // The hosted service knows "email" and has spoken.
        if (type === "email" && error.code !== "validation_failed") return { kind: "wrong" };
      }
      return { kind: "wrong" };
    },
    async endSession() {
      await supabase.auth.signOut({ scope: "local" });
    },
  };
}

/** Hosted Supabase takes "email" for every mailed code; the local one only knows the older names, for a known and for a new address. */
const codeTypes = ["email", "magiclink", "signup"] as const;

function isBusy(error: AuthError): boolean {
  return error.status === 429 || error.code?.startsWith("over_") === true;
}

/** No address and no code goes into the log. */
function report(event: string, error: AuthError): void {
  const level = isBusy(error) ? "warn" : "error";
  logger[level]({ event, status: error.status, code: error.code, reason: error.name }, event);
}
