import type { AlertMessage } from "@/lib/deliver/alert-message";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";

/** The message as plain text, for mail programs that show no HTML. */
export function plainText(message: AlertMessage, locale: Locale): string {
  const t = createTranslate(locale);
  const paragraphs = message.paragraphs.map((one) =>
    [
      `${one.severityText.toUpperCase()}: ${one.title}`,
      one.who,
      "",
      one.cause,
      ...(one.effect === null ? [] : [`${t("deliver.effect")}: ${one.effect}`]),
      ...(one.next === null ? [] : [`${t("deliver.next")}: ${one.next}`]),
      one.facts.join(" · "),
      one.runbook,
    ].join("\n"),
  );
  const link = `${message.link.text}: ${message.link.href}`;
  return `${[message.lead, ...paragraphs, link, message.footer].join("\n\n")}\n`;
}
