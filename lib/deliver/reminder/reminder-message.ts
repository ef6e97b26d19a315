import { z } from "zod";
import type { AlertMessage } from "@/lib/deliver/alert-message";
import { monthText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";
import { parseCalendarMonth } from "@/lib/values/calendar-month";

/** What a reminder is made from. */
export const reminderPayload = z.object({
  at: z.string(),
  agency: z.string(),
  client: z.string(),
  slug: z.string(),
  month: z.string(),
  state: z.enum(["draft", "in_review", "withdrawn"]),
});
export type ReminderPayload = z.infer<typeof reminderPayload>;

/** The mail to staff about a report that is not published: which, how far it is, and where to go on. */
export function reminderMessage(payload: ReminderPayload, locale: Locale, appUrl: string): AlertMessage {
  const t = createTranslate(locale);
  const { client, slug, month, state, agency } = payload;
  const said = { client, month: monthText(locale, parseCalendarMonth(month)) };
  return {
    subject: t("delivery.reminder.subject", said),
    lead: t(`delivery.reminder.${state}`, said),
    paragraphs: [],
    link: { text: t("delivery.reminder.open"), href: `${appUrl}/reports?client=${slug}&period=${month}` },
    footer: t("delivery.reminder.footer", { agency }),
  };
}
