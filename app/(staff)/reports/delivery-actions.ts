"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import type { FormAnswer } from "@/app/(staff)/reports/actions";
import { requireStaff } from "@/lib/auth/current-staff";
import { portalDatabase } from "@/lib/db/portal-database";
import { lastReminderDay, mostRecipients } from "@/lib/deliver/settings/delivery-settings";
import { saveDeliverySettings } from "@/lib/deliver/settings/save-delivery-settings";
import { createTranslate } from "@/lib/i18n/translator";

const input = z.object({
  client: z.string().min(1).max(200),
  recipients: z.string().max(4000),
  locale: z.enum(["pl", "en"]),
  attach: z.literal("yes").optional(),
  reminder: z.union([
    z.literal("").transform(() => null),
    z.coerce.number().int().min(1).max(lastReminderDay),
  ]),
});

/** `at`: the words are about the addresses, not about the form as a whole. */
export type DeliveryAnswer = FormAnswer & { readonly at?: "recipients" };

/** Keeps who gets a client's report and how; the rules are `saveDeliverySettings`', the words are here. */
export async function saveDelivery(_before: DeliveryAnswer | null, form: FormData): Promise<DeliveryAnswer> {
  const staff = await requireStaff();
  const t = createTranslate(staff.locale);
  const { data } = input.safeParse(Object.fromEntries(form));
  if (!data) return { error: t("delivery.form.faulty") };
  const outcome = await saveDeliverySettings({
    db: portalDatabase(),
    actor: staff.actor,
    slug: data.client,
    recipients: data.recipients,
    locale: data.locale,
    attachPdf: data.attach === "yes",
    reminderDay: data.reminder,
  });
  if (outcome.kind === "saved") {
    refresh();
    return { done: t("delivery.form.saved", { count: outcome.recipients.length }) };
  }
  switch (outcome.why) {
    case "malformed":
      return { error: t("delivery.form.malformed", { address: outcome.address }), at: "recipients" };
    case "too_many":
      return { error: t("delivery.form.tooMany", { count: String(mostRecipients) }), at: "recipients" };
    case "unknown_client":
      return { error: t("staff.month.publish.gone") };
    case "not_allowed":
      return { error: t("staff.month.publish.notYours") };
  }
}
