import { type CookieMethodsServer, createServerClient } from "@supabase/ssr";
import { optionalEnv, requireEnv } from "@/lib/ops/env";

/** How long the sign-in service may think, in milliseconds; a page must not wait for one that hangs. */
const patience = 8_000;

/**
 * Supabase on the server, with the session in this request's cookies. One client per request: a shared one would hand a session to the next
 * person. The publishable key only; the cookies are HttpOnly, since no script of ours reads them.
 */
export function openSupabase(cookies: CookieMethodsServer) {
  return createServerClient(
    requireEnv("NEXT_PUBLIC_SUPABASE_URL"),
    requireEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY"),
    {
      cookies,
      cookieOptions: {
        name: sessionCookie,
        path: "/",
        sameSite: "lax",
        httpOnly: true,
        secure: optionalEnv("APP_URL")?.startsWith("https:") ?? false,
        // A session ends with the refresh token; a month without a visit ends the cookie.
        maxAge: 30 * 24 * 3600,
      },
      global: {
        fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(patience) }),
      },
    },
  );
}

export type Supabase = ReturnType<typeof openSupabase>;

/** The session's cookie; long ones are cut into `.0`, `.1`, … */
export const sessionCookie = "plumbline-session";

/** Who the session says it is, with its signature verified; null without a valid session. */
export async function readClaims(supabase: Supabase): Promise<{ authUserId: string; email: string } | null> {
  const { data, error } = await supabase.auth.getClaims();
  const claims = data?.claims;
  if (error || typeof claims?.sub !== "string" || typeof claims.email !== "string") return null;
  return { authUserId: claims.sub, email: claims.email };
}
