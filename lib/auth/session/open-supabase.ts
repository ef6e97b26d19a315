import { type CookieMethodsServer, createServerClient } from "@supabase/ssr";
import type { AuthError } from "@supabase/supabase-js";
import { requireEnv } from "@/lib/ops/env";
import { secureCookies } from "@/lib/ops/secure-cookies";

/** How long the sign-in service may think, in milliseconds; a page must not wait for one that hangs. */
const patience = 8_000;

/**
 * Supabase on the server, with the session in this request's cookies. One client per request: a shared one would hand a session to the next
 * person. The publishable key only; the cookies are HttpOnly, since no script of ours reads them.
 */
export function openSupabase(cookies: CookieMethodsServer) {
  const outage = Promise.withResolvers<never>();
  // Who waits for it hears of it; without anybody waiting it is no fault of the process.
  outage.promise.catch(() => {});
  let out = false;
  const report = (cause: unknown) => {
    out = true;
    outage.reject(new SignInUnreachable(cause));
  };
  const supabase = createServerClient(
    requireEnv("NEXT_PUBLIC_SUPABASE_URL"),
    requireEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY"),
    {
      cookies,
      cookieOptions: {
        name: sessionCookie,
        path: "/",
        sameSite: "lax",
        httpOnly: true,
        secure: secureCookies(),
        // A session ends with the refresh token; a month without a visit ends the cookie.
        maxAge: 30 * 24 * 3600,
      },
      global: {
        // One that did not answer is not asked a second time in the same request, whatever the library would try again.
        fetch: async (input, init) => {
          if (out) throw new TypeError("The sign-in service did not answer before.");
          try {
            const response = await fetch(input, { ...init, signal: AbortSignal.timeout(patience) });
            if (response.status >= 500) report(`HTTP ${response.status}`);
            return response;
          } catch (error) {
            report(error);
            throw error;
          }
        },
      },
    },
  );
  outages.set(supabase, outage.promise);
  return supabase;
}

export type Supabase = ReturnType<typeof openSupabase>;

/** The session's cookie; long ones are cut into `.0`, `.1`, … */
export const sessionCookie = "plumbline-session";

/** The sign-in service could not be asked, which says nothing about who is signed in. */
export class SignInUnreachable extends Error {
  override name = "SignInUnreachable";
  constructor(cause: unknown) {
    super("The sign-in service could not be asked.", { cause });
  }
}

/** Rejects when the service that a client asks does not answer; the library alone would try again for half a minute. */
const outages = new WeakMap<Supabase, Promise<never>>();

/**
 * Who the session says it is, with its signature verified; null without a valid session.
 *
 * @throws SignInUnreachable where that could not be asked.
 */
export async function readClaims(supabase: Supabase): Promise<{ authUserId: string; email: string } | null> {
  const asked = supabase.auth.getClaims();
  const outage = outages.get(supabase);
  const { data, error } = await (outage ? Promise.race([asked, outage]) : asked);
  if (error && !isAnswer(error)) throw new SignInUnreachable(error);
  const claims = data?.claims;
  if (error || typeof claims?.sub !== "string" || typeof claims.email !== "string") return null;
  return { authUserId: claims.sub, email: claims.email };
}

/** Whether an error says something about the session, rather than about the service that was asked or how often it was. */
function isAnswer({ status }: AuthError): boolean {
  return status !== undefined && status >= 400 && status < 500 && status !== 429;
}
