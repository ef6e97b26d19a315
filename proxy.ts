import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { askedPathHeader } from "@/lib/auth/session/asked-path";
import { openSupabase, readClaims, sessionCookie } from "@/lib/auth/session/open-supabase";
import { staffPagePolicy } from "@/lib/ops/security-headers";

export const config = {
  // Shared links and routes guard themselves; files are public.
  matcher: ["/((?!api/|r/|_next/|fonts/|sign-out$|icon\\.svg$|favicon\\.ico$|robots\\.txt$).*)"],
};

/**
 * Before every page: a Content-Security-Policy with a nonce of its own, and a session that is still fresh, because a page cannot write
 * cookies. Who has no session is sent to sign in; who has one is checked against the staff row by the page (lib/auth/current-staff.ts).
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const asked = `${request.nextUrl.pathname}${request.nextUrl.search}`;
  const session = await refreshSession(request);
  if (!session.valid && request.nextUrl.pathname !== "/sign-in") {
    const url = new URL("/sign-in", request.url);
    if (request.nextUrl.pathname !== "/") url.searchParams.set("next", asked);
    return session.write(NextResponse.redirect(url, 303));
  }
  const policy = staffPagePolicy(randomBytes(16).toString("base64"), process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(askedPathHeader, asked);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "private, no-store");
  return session.write(response);
}

interface RefreshedSession {
  readonly valid: boolean;
  /** Puts refreshed cookies, and the headers that keep them out of caches, on the answer. */
  write(response: NextResponse): NextResponse;
}

async function refreshSession(request: NextRequest): Promise<RefreshedSession> {
  if (!request.cookies.getAll().some(({ name }) => name.startsWith(sessionCookie))) {
    return { valid: false, write: (response) => response };
  }
  const writes: ((response: NextResponse) => void)[] = [];
  const supabase = openSupabase({
    getAll: () => request.cookies.getAll(),
    setAll(written, cacheHeaders) {
      for (const { name, value } of written) request.cookies.set(name, value);
      writes.push((response) => {
        for (const { name, value, options } of written) response.cookies.set(name, value, options);
        for (const [key, value] of Object.entries(cacheHeaders)) response.headers.set(key, value);
      });
    },
  });
  const valid = (await readClaims(supabase)) !== null;
  return {
    valid,
    write(response) {
      for (const write of writes) write(response);
      return response;
    },
  };
}
