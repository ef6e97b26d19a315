import { z } from "zod";

/** More addresses than anybody's report goes to; a longer list is a mistake. */
export const mostRecipients = 20;
/** The last day of the month on which a reminder may be set: every month has it. */
export const lastReminderDay = 28;
/** The hour of the client's zone at which staff are reminded. */
export const reminderHour = 9;

/** Who gets a client's report and how, as `clients.report_settings` keeps it beside budget and goals. */
export interface DeliverySettings {
  /** Mail addresses in lower case, each once. */
  readonly recipients: readonly string[];
  /** The mail brings the PDF along. */
  readonly attachPdf: boolean;
  /** Day of the following month on which staff are reminded of a report that is not published; null: never. */
  readonly reminderDay: number | null;
}

const stored = z.object({
  recipients: z.array(z.unknown()).catch([]),
  attach_pdf: z.boolean().catch(false),
  reminder_day: z.int().min(1).max(lastReminderDay).nullable().catch(null),
});
const address = z.email().max(254);

/** What a client set; what is malformed counts as not set, and a malformed address does not take the others with it. */
export function parseDeliverySettings(value: unknown): DeliverySettings {
  const { recipients, attach_pdf, reminder_day } = stored.parse(
    value !== null && typeof value === "object" ? value : {},
  );
  const good = recipients.flatMap((one) => {
    const { data } = address.safeParse(one);
    return data ? [data.toLowerCase()] : [];
  });
  return { recipients: [...new Set(good)], attachPdf: attach_pdf, reminderDay: reminder_day };
}

/** Addresses as somebody types them: one a line, or with commas, semicolons or spaces between. The first that is none is named. */
export function readAddresses(
  text: string,
):
  | { readonly kind: "addresses"; readonly addresses: readonly string[] }
  | { readonly kind: "malformed"; readonly address: string } {
  const typed = text.split(/[\s,;]+/).filter((part) => part !== "");
  const malformed = typed.find((part) => !address.safeParse(part).success);
  if (malformed !== undefined) return { kind: "malformed", address: malformed };
  return { kind: "addresses", addresses: [...new Set(typed.map((part) => part.toLowerCase()))] };
}
