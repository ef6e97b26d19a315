import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { findStaff } from "@/lib/auth/find-staff";
import { atLeast } from "@/lib/auth/sign-in/at-least";
import type { SignInService } from "@/lib/auth/sign-in/sign-in-service";
import { forgetTries, takeTry } from "@/lib/auth/sign-in/take-try";
import type { Database } from "@/lib/db/database";
import { logger } from "@/lib/ops/logger";

export type CheckCodeOutcome =
  | { readonly kind: "signed_in" }
  | { readonly kind: "wrong"; readonly remaining: number }
  | { readonly kind: "too_many"; readonly againAt: Temporal.Instant }
  | { readonly kind: "unavailable" };

/**
 * Checks a one-time code and signs its owner in. A try is taken before the code is looked at, so that tries sent at once cannot outrun the
 * limit. A person who was disabled, or whose invitation is bound to another account, gets the answer of a wrong code and no session; and so
 * does everybody whose code the service could not check while it answers at all, since a stranger's is never shown to it.
 */
export function checkCode(args: CheckCode): Promise<CheckCodeOutcome> {
  return atLeast(args.floor ?? 400, check(args));
}

interface CheckCode {
  readonly db: Database;
  readonly service: SignInService;
  readonly email: string;
  readonly code: string;
  readonly network: string | null;
  /** Milliseconds that every answer takes at least. */
  readonly floor?: number;
}

async function check({ db, service, email, code, network }: CheckCode): Promise<CheckCodeOutcome> {
  const taken = await takeTry(db, "code", { email, network });
  if (!taken.allowed) return { kind: "too_many", againAt: taken.againAt };
  const wrong = { kind: "wrong", remaining: taken.remaining } as const;
  const staff = await findStaff(db, email);
  const refuse = async () => ((await service.answers()) ? wrong : ({ kind: "unavailable" } as const));
  if (!staff) return refuse();
  const answer = await service.checkCode(staff.email, code);
  switch (answer.kind) {
    case "wrong":
      return wrong;
    case "busy":
    case "failed":
      return refuse();
    case "right": {
      const [row] = await db.asSystem((tx) =>
        tx.execute<{ bound: boolean }>(
          sql`select app.bind_staff_sign_in(${staff.email}, ${answer.authUserId}::uuid) as bound`,
        ),
      );
      if (!row?.bound) {
        // Told in the log alone: to whoever types it looks like a wrong code, but only `staff add --rebind` helps.
        logger.warn({ staffId: staff.id }, "sign_in_bound_elsewhere");
        await service.endSession();
        return wrong;
      }
      await forgetTries(db, email);
      return { kind: "signed_in" };
    }
  }
}
