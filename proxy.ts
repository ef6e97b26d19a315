import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { Temporal } from "temporal-polyfill";
import { findStaff } from "@/lib/auth/find-staff";
import { askedPathHeader } from "@/lib/auth/session/asked-path";
import { openSupabase, readClaims, SignInUnreachable, sessionCookie } from "@/lib/auth/session/open-supabase";
import { answerOutage } from "@/lib/auth/session/outage-page";
import { isCheckKey } from "@/lib/checks/catalogue";
import { portalDatabase } from "@/lib/db/portal-database";
import { findClientMonth } from "@/lib/facts/find-client-month";
import { findListMonth } from "@/lib/facts/find-list-month";
import { logger } from "@/lib/ops/logger";
import { staffPagePolicy } from "@/lib/ops/security-headers";

export const config = {
  // Shared links and routes guard themselves; files are public.
  matcher: ["/((?!api/|r/|_next/|fonts/|sign-out$|icon\\.svg$|favicon\\.ico$|robots\\.txt$).*)"],
};

/** An address without a page. */
const missingPage = "/no-such-page";

/**
 * Before every page: a Content-Security-Policy with a nonce of its own, and a session that is still fresh, because a page cannot write
 * cookies. Who has no session is sent to sign in; who has one is checked against the staff row by the page (lib/auth/current-staff.ts).
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  // Next asks itself again for the rewritten address below where it takes its own name for another host, as on 127.0.0.1.
  const before = pathname === missingPage ? request.headers.get(askedPathHeader) : null;
  const asked = before ?? `${pathname}${search}`;
  let session: RefreshedSession;
  try {
    session = await refreshSession(request);
  } catch (error) {
    if (!(error instanceof SignInUnreachable)) throw error;
    // A form to sign in would say that the session is over, which nobody knows.
    logger.error({ err: error }, "session_unknown");
    return answerOutage();
  }
  if (!session.claims && pathname !== "/sign-in") {
    const url = new URL("/sign-in", request.url);
    if (pathname !== "/") url.searchParams.set("next", asked);
    return session.write(NextResponse.redirect(url, 303));
  }
  const policy = staffPagePolicy(randomBytes(16).toString("base64"), process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(askedPathHeader, asked);
  // A page that streams has said 200 before it knows better; an address without a page says 404, and app/not-found.tsx says what there is not.
  const response =
    session.claims && (isMissingRunbook(pathname) || (await isMissingReport(request.nextUrl, session.claims)))
      ? NextResponse.rewrite(new URL(missingPage, request.url), { request: { headers } })
      : NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "private, no-store");
  return session.write(response);
}

const runbooks = "/alerts/runbooks/";

function isMissingRunbook(pathname: string): boolean {
  return pathname.startsWith(runbooks) && !isCheckKey(pathname.slice(runbooks.length));
}

/**
 * True when the address names a client or a month that there is not. The page says so in words; this decides its status. Only staff are told:
 * to anybody else a client that exists and one that does not look alike.
 */
async function isMissingReport({ pathname, searchParams }: URL, claims: Claims): Promise<boolean> {
  const client = searchParams.get("client");
  const period = searchParams.get("period") || undefined;
  if (pathname !== "/reports" || (!client && !period)) return false;
  const now = Temporal.Now.instant();
  try {
    const staff = await findStaff(portalDatabase(), claims.email);
    if (staff?.authUserId !== claims.authUserId) return false;
    return await portalDatabase().asSystem(async (tx) =>
      client
        ? (await findClientMonth(tx, { slug: client, period, now })).kind !== "found"
        : (await findListMonth(tx, { period, zone: "Etc/UTC", now })) === null,
    );
  } catch (error) {
    // The page meets the same fault and shows it.
    logger.error({ err: error }, "report_status_unknown");
    return false;
  }
}

type Claims = NonNullable<Awaited<ReturnType<typeof readClaims>>>;

interface RefreshedSession {
  /** Who the session says it is; null for nobody. */
  readonly claims: Claims | null;
  /** Puts refreshed cookies, and the headers that keep them out of caches, on the answer. */
  write(response: NextResponse): NextResponse;
}

async function refreshSession(request: NextRequest): Promise<RefreshedSession> {
  if (!request.cookies.getAll().some(({ name }) => name.startsWith(sessionCookie))) {
    return { claims: null, write: (response) => response };
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
  const claims = await readClaims(supabase);
  return {
    claims,
    write(response) {
      for (const write of writes) write(response);
      return response;
    },
  };
}
