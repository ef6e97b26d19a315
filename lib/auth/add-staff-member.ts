import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { staffMembers } from "@/lib/db/schema/people";

export const staffRoles = ["admin", "manager", "viewer"] as const;

export const addStaffMemberInput = z.object({
  email: z.email().transform((text) => text.toLowerCase()),
  role: z.enum(staffRoles),
  name: z.string().trim().min(1).optional(),
  locale: z.enum(["pl", "en"]).optional(),
});
export type AddStaffMemberInput = z.output<typeof addStaffMemberInput>;

export type AddStaffMemberOutcome =
  | { readonly kind: "added" | "unchanged" | "rebound"; readonly id: string }
  /** Nothing was changed: without this person no enabled admin would be left. */
  | { readonly kind: "last_admin"; readonly id: string }
  | {
      readonly kind: "changed";
      readonly id: string;
      readonly rebound: boolean;
      readonly before: { role: string; disabled: boolean };
    };

/** Any number that only this uses. */
const staffLock = 7_110_314;

/**
 * Invites a person: a staff row is the invitation, a one-time code does the rest. Repeatable: a person who is there already gets the
 * role asked for and is enabled again, unless that would leave the agency without an enabled admin. Admins only (row security refuses others).
 *
 * With `rebind` the invitation is also loosened from the sign-in account that it is bound to, for a person whose account was made anew: the
 * sessions of the old one end, and the next right code binds its account.
 */
export async function addStaffMember(args: {
  readonly db: Database;
  readonly actor: Actor;
  readonly input: AddStaffMemberInput;
  readonly rebind?: boolean;
}): Promise<AddStaffMemberOutcome> {
  const { db, actor, input, rebind = false } = args;
  const wanted = {
    role: input.role,
    disabledAt: null,
    ...(input.name ? { name: input.name } : {}),
    ...(input.locale ? { locale: input.locale } : {}),
  };
  return db.asStaff(actor, async (tx) => {
    // One after the other: two admins that are demoted at once would each see the other.
    await tx.execute(sql`select pg_advisory_xact_lock(${staffLock})`);
    const [added] = await tx
      .insert(staffMembers)
      .values({ email: input.email, ...wanted })
      .onConflictDoNothing()
      .returning({ id: staffMembers.id });
    if (added) {
      await recordAudit(tx, actor, {
        action: "staff.add",
        subject: input.email,
        detail: { role: input.role },
      });
      return { kind: "added", id: added.id };
    }
    const [found] = await tx
      .select()
      .from(staffMembers)
      .where(eq(sql`lower(${staffMembers.email})`, input.email))
      .for("update");
    if (!found) throw new Error(`The staff row of ${input.email} is there and cannot be read.`);
    const same =
      found.role === input.role &&
      found.disabledAt === null &&
      (input.name ?? found.name) === found.name &&
      (input.locale ?? found.locale) === found.locale;
    const rebound = rebind && found.authUserId !== null;
    if (same && !rebound) return { kind: "unchanged", id: found.id };
    if (found.role === "admin" && found.disabledAt === null && input.role !== "admin") {
      const admins = await tx
        .select({ id: staffMembers.id })
        .from(staffMembers)
        .where(and(eq(staffMembers.role, "admin"), isNull(staffMembers.disabledAt)));
      if (admins.every(({ id }) => id === found.id)) return { kind: "last_admin", id: found.id };
    }
    await tx
      .update(staffMembers)
      .set({ ...wanted, ...(rebound ? { authUserId: null } : {}) })
      .where(eq(staffMembers.id, found.id));
    if (rebound) {
      await recordAudit(tx, actor, {
        action: "staff.rebind",
        subject: input.email,
        detail: { before: { authUserId: found.authUserId } },
      });
      if (same) return { kind: "rebound", id: found.id };
    }
    const before = { role: found.role, disabled: found.disabledAt !== null };
    await recordAudit(tx, actor, {
      action: "staff.change",
      subject: input.email,
      detail: { before, role: input.role },
    });
    return { kind: "changed", id: found.id, rebound, before };
  });
}
