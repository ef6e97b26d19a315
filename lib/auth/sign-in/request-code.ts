import type { Temporal } from "temporal-polyfill";
import { findStaff } from "@/lib/auth/find-staff";
import { atLeast } from "@/lib/auth/sign-in/at-least";
import type { SignInService } from "@/lib/auth/sign-in/sign-in-service";
import { takeTry } from "@/lib/auth/sign-in/take-try";
import type { Database } from "@/lib/db/database";

export type RequestCodeOutcome =
  /** Said to everybody alike: a stranger learns nothing about who works here. */
  | { readonly kind: "sent" }
  | { readonly kind: "too_many"; readonly againAt: Temporal.Instant }
  | { readonly kind: "unavailable" };

/**
 * Mails a one-time code to an enabled staff member; a stranger gets the same answer and no mail. A stranger's answer also depends on whether
 * the service answers, so that an outage looks alike too.
 */
export function requestCode(args: {
  readonly db: Database;
  readonly service: SignInService;
  readonly email: string;
  readonly network: string | null;
  /** Milliseconds that every answer takes at least. */
  readonly floor?: number;
}): Promise<RequestCodeOutcome> {
  return atLeast(args.floor ?? 800, request(args.db, args.service, args.email, args.network));
}

async function request(
  db: Database,
  service: SignInService,
  email: string,
  network: string | null,
): Promise<RequestCodeOutcome> {
  const taken = await takeTry(db, "ask", { email, network });
  if (!taken.allowed) return { kind: "too_many", againAt: taken.againAt };
  const staff = await findStaff(db, email);
  if (!staff) return (await service.answers()) ? { kind: "sent" } : { kind: "unavailable" };
  switch (await service.sendCode(staff.email)) {
    case "sent":
    // The service sends one code a minute: the one before is on its way or there already.
    case "busy":
      return { kind: "sent" };
    case "failed":
      return { kind: "unavailable" };
  }
}
