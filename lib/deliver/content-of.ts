import { z } from "zod";
import { type AlertMessage, alertMessage } from "@/lib/deliver/alert-message";
import { alertPayload } from "@/lib/deliver/alert-payload";
import { plainText } from "@/lib/deliver/plain-text";
import { publicationMail } from "@/lib/deliver/publication/publication-mail-content";
import type { Attachment } from "@/lib/deliver/publication/read-attachment";
import { reminderMessage, reminderPayload } from "@/lib/deliver/reminder/reminder-message";
import { slackBlocks } from "@/lib/deliver/slack-blocks";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";
import { requireEnv } from "@/lib/ops/env";
import { mailLinkToken } from "@/lib/sharing/share-keys";

/** A claimed message of the outbox, as far as its words need it. */
export interface ToSay {
  /** Its idempotency key: a publication's link is made from it. */
  readonly key: string;
  readonly kind: string;
  readonly locale: Locale;
  readonly payload: unknown;
}

export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A kind that nobody has words for: an error that no further try mends. */
export class NoWordsError extends Error {
  override name = "NoWordsError";
}

const testPayload = z.object({ agency: z.string(), at: z.string() });

/** The mail of a message, made from its payload and from what it brings along. */
export async function mailOf(
  message: ToSay,
  appUrl: string,
  attachment: Attachment["kind"] = "none",
): Promise<MailContent> {
  if (message.kind === "publication") {
    const tokenOf = (keyId: string) => mailLinkToken(requireEnv("ENCRYPTION_KEYS"), keyId, message.key);
    return publicationMail(message.payload, message.locale, appUrl, tokenOf, attachment);
  }
  const said = sayOf(message, appUrl);
  const [{ AlertMail }, { render }, { createElement }] = await Promise.all([
    import("@/lib/deliver/alert-mail"),
    import("@react-email/components"),
    import("react"),
  ]);
  const html = await render(createElement(AlertMail, { message: said, locale: message.locale }));
  return { subject: said.subject, text: plainText(said, message.locale), html };
}

/** The body for Slack's incoming webhook. */
export function slackOf(message: ToSay, appUrl: string): object {
  return slackBlocks(sayOf(message, appUrl), message.locale);
}

/** The body of the signed webhook: type, time and the payload's data; machines make their own words. */
export function webhookOf(message: ToSay): object {
  const { kind, payload } = message;
  const at = z.object({ at: z.string() }).loose().parse(payload).at;
  return { type: `plumbline.${kind}`, timestamp: at, data: payload };
}

function sayOf({ kind, payload, locale }: ToSay, appUrl: string): AlertMessage {
  if (kind === "alerts" || kind === "resolved")
    return alertMessage(kind, alertPayload.parse(payload), locale, appUrl);
  if (kind === "reminder") return reminderMessage(reminderPayload.parse(payload), locale, appUrl);
  if (kind !== "test") throw new NoWordsError(`There are no words for messages of kind ${kind}.`);
  const t = createTranslate(locale);
  const { agency } = testPayload.parse(payload);
  return {
    subject: t("deliver.subject.test", { agency }),
    lead: t("deliver.lead.test"),
    paragraphs: [],
    link: { text: t("deliver.open"), href: `${appUrl}/alerts` },
    footer: t("deliver.footer.test", { agency }),
  };
}
