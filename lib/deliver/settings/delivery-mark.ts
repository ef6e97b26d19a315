import { createHash } from "node:crypto";
import type { DeliverySettings } from "@/lib/deliver/settings/delivery-settings";
import type { Locale } from "@/lib/i18n/locale";

/** Who gets a client's report, how, and in which language: all that the form of the delivery changes. */
export interface StandingDelivery {
  readonly settings: DeliverySettings;
  readonly locale: Locale;
}

/** The same for the same settings and no others: a form sends the mark of those it was drawn from, so that nobody's are replaced unseen. */
export function deliveryMark({ settings, locale }: StandingDelivery): string {
  const { recipients, attachPdf, reminderDay } = settings;
  const text = JSON.stringify([recipients, attachPdf, reminderDay, locale]);
  return createHash("sha256").update(text).digest("hex");
}
