"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import type { FormAnswer } from "@/app/(staff)/reports/actions";
import { requireStaff } from "@/lib/auth/current-staff";
import { portalDatabase } from "@/lib/db/portal-database";
import type { StandingDelivery } from "@/lib/deliver/settings/delivery-mark";
import { lastReminderDay, mostRecipients } from "@/lib/deliver/settings/delivery-settings";
import { saveDeliverySettings } from "@/lib/deliver/settings/save-delivery-settings";
import { createTranslate, type Translate } from "@/lib/i18n/translator";

const input = z.object({
  client: z.string().min(1).max(200),
  before: z.string().min(1).max(200),
  recipients: z.string().max(4000),
  locale: z.enum(["pl", "en"]),
  attach: z.literal("yes").optional(),
  reminder: z.union([
    z.literal("").transform(() => null),
    z.coerce.number().int().min(1).max(lastReminderDay),
  ]),
});

/** `at`: the words are about the addresses, not about the form as a whole; `stands`: the mark of what stands after it. */
export type DeliveryAnswer = FormAnswer & { readonly at?: "recipients"; readonly stands?: string };

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
    before: data.before,
  });
  if (outcome.kind === "saved") {
    refresh();
    return { done: t("delivery.form.saved", { count: outcome.recipients.length }), stands: outcome.mark };
  }
  switch (outcome.why) {
    case "changed_since":
      refresh();
      return { error: changedSince(t, outcome.stands), stands: outcome.mark };
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

/** That nothing was saved, with what another person's settings are. */
function changedSince(t: Translate, { settings, locale }: StandingDelivery): string {
  const { recipients, attachPdf, reminderDay } = settings;
  return t("delivery.form.changedSince", {
    any: recipients.length > 0 ? "yes" : "no",
    list: recipients.join(", "),
    language: t(`delivery.language.${locale}`),
    pdf: attachPdf ? "yes" : "no",
    day: reminderDay === null ? "never" : String(reminderDay),
  });
}
