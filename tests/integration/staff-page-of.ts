import type { StaffPage } from "@/lib/auth/staff-page";
import type { Actor } from "@/lib/db/database";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";
import type { StaffId } from "@/lib/values/ids";

/** A staff page as a member of the cast reads it, at the agency's clocks in Warsaw. */
export function staffPageOf(actor: Actor, locale: Locale): StaffPage {
  const { role, name } = actor;
  return {
    staff: {
      ...{ id: actor.staffId as StaffId, name, role, actor, locale },
      ...{ email: "anna@latarnia.example", authUserId: null },
    },
    agency: { name: "Latarnia", zone: "Europe/Warsaw" },
    t: createTranslate(locale),
    seen: null,
  };
}
