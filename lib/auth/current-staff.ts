import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findStaff, type Staff } from "@/lib/auth/find-staff";
import { askedPathHeader } from "@/lib/auth/session/asked-path";
import { readClaims } from "@/lib/auth/session/open-supabase";
import { requestSupabase } from "@/lib/auth/session/request-session";
import { portalDatabase } from "@/lib/db/portal-database";

/**
 * The staff member who makes this request, or null. The session's signature is verified and the staff row read anew each time, so that a
 * disabled person is refused on the next request; the row must be bound to this very account with the sign-in service.
 */
export const currentStaff = cache(async (): Promise<Staff | null> => {
  const claims = await readClaims(await requestSupabase());
  if (!claims) return null;
  const staff = await findStaff(portalDatabase(), claims.email);
  return staff?.authUserId === claims.authUserId ? staff : null;
});

/** The staff member who makes this request; anybody else is sent to sign in and comes back to where they wanted to go. */
export async function requireStaff(): Promise<Staff> {
  const staff = await currentStaff();
  if (staff) return staff;
  const asked = (await headers()).get(askedPathHeader);
  redirect(asked ? `/sign-in?next=${encodeURIComponent(asked)}` : "/sign-in");
}
