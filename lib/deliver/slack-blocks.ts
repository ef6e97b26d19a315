import type { AlertMessage } from "@/lib/deliver/alert-message";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";

/** Slack shows at most 50 blocks; each paragraph is two. */
const mostParagraphs = 20;

/** The message for an incoming webhook: `text` for notifications, Block Kit for the channel. */
export function slackBlocks(message: AlertMessage, locale: Locale): { text: string; blocks: object[] } {
  const t = createTranslate(locale);
  const section = (text: string) => ({
    type: "section",
    text: { type: "mrkdwn", text: text.slice(0, 3000) },
  });
  const context = (text: string) => ({ type: "context", elements: [{ type: "mrkdwn", text }] });
  return {
    text: message.subject,
    blocks: [
      { type: "header", text: { type: "plain_text", text: message.subject.slice(0, 150), emoji: false } },
      section(escaped(message.lead)),
      ...message.paragraphs
        .slice(0, mostParagraphs)
        .flatMap((one) => [
          section(
            [
              `*${escaped(one.severityText)}: ${escaped(one.title)}*`,
              escaped(one.who),
              escaped(one.cause),
              ...(one.effect === null ? [] : [`*${t("deliver.effect")}:* ${escaped(one.effect)}`]),
              ...(one.next === null ? [] : [`*${t("deliver.next")}:* ${escaped(one.next)}`]),
            ].join("\n"),
          ),
          context(escaped([...one.facts, one.runbook].join(" · "))),
        ]),
      {
        type: "actions",
        elements: [
          { type: "button", text: { type: "plain_text", text: message.link.text }, url: message.link.href },
        ],
      },
    ],
  };
}

/** The three characters that Slack reads as markup: a client's name must not become a link or a mention. */
function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
