import { sql } from "drizzle-orm";
import type { Actor, Database } from "@/lib/db/database";
import type { Locale } from "@/lib/i18n/locale";
import type { StaffId } from "@/lib/values/ids";

/** An enabled staff member, with as much as screens need. */
export interface Staff {
  readonly id: StaffId;
  readonly email: string;
  readonly name: string;
  readonly role: Actor["role"];
  readonly locale: Locale;
  /** The account with the sign-in service that this invitation is bound to, once a code was right. */
  readonly authUserId: string | null;
  /** The same person to `Database.asStaff`. */
  readonly actor: Actor;
}

interface StaffRow extends Record<string, unknown> {
  id: string;
  email: string;
  name: string | null;
  role: Actor["role"];
  locale: Locale;
  auth_user_id: string | null;
}

/** The enabled staff member with this e-mail address, or null. A disabled one is nobody, from the next request on (incident 38). */
export async function findStaff(db: Database, email: string): Promise<Staff | null> {
  const [row] = await db.asSystem((tx) =>
    tx.execute<StaffRow>(
      sql`select id, email, name, role, locale, auth_user_id from app.find_staff_for_sign_in(${email})`,
    ),
  );
  if (!row) return null;
  const id = row.id as StaffId;
  const name = row.name ?? row.email;
  return {
    id,
    email: row.email,
    name,
    role: row.role,
    locale: row.locale,
    authUserId: row.auth_user_id,
    actor: { staffId: id, role: row.role, name },
  };
}
