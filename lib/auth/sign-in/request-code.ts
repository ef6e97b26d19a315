import type { Temporal } from "temporal-polyfill";
import { findStaff, type Staff } from "@/lib/auth/find-staff";
import { atLeast } from "@/lib/auth/sign-in/at-least";
import type { SignInService } from "@/lib/auth/sign-in/sign-in-service";
import { takeTry } from "@/lib/auth/sign-in/take-try";
import type { Database } from "@/lib/db/database";
import { logger } from "@/lib/ops/logger";

export type RequestCodeOutcome =
  /** Said to everybody alike: a stranger learns nothing about who works here. */
  | { readonly kind: "sent" }
  | { readonly kind: "too_many"; readonly againAt: Temporal.Instant }
  | { readonly kind: "unavailable" };

interface RequestCode {
  readonly db: Database;
  readonly service: SignInService;
  readonly email: string;
  readonly network: string | null;
  /** Does the work once the answer is given, so that neither its time nor its failure is part of one. */
  readonly later: (work: () => Promise<void>) => void;
  /** Milliseconds that every answer takes at least. */
  readonly floor?: number;
}

/**
 * Mails a one-time code to an enabled staff member; a stranger gets the same answer and no mail. The answer depends on nothing that is done
 * for one of them alone: it says whether the service answers, and the mail goes afterwards. A code that could not be mailed is in the log.
 */
export function requestCode(args: RequestCode): Promise<RequestCodeOutcome> {
  return atLeast(args.floor ?? 800, request(args));
}

async function request({ db, service, email, network, later }: RequestCode): Promise<RequestCodeOutcome> {
  const taken = await takeTry(db, "ask", { email, network });
  if (!taken.allowed) return { kind: "too_many", againAt: taken.againAt };
  const [staff, answers] = await Promise.all([findStaff(db, email), service.answers()]);
  if (!answers) return { kind: "unavailable" };
  if (staff) later(() => sendCode(service, staff));
  return { kind: "sent" };
}

/** The service itself logs why a code was not sent: it knows whether it was asked too often or its mail failed. */
async function sendCode(service: SignInService, { id, email }: Staff): Promise<void> {
  try {
    await service.sendCode(email);
  } catch (error) {
    logger.error({ err: error, staffId: id }, "sign_in_code_not_sent");
  }
}
