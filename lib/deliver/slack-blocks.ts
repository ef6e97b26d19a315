import type { AlertMessage } from "@/lib/deliver/alert-message";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";

/** Slack refuses a message of more than 50 blocks; each paragraph is two. */
const mostParagraphs = 20;
/** And one with a longer text in a block, or in the header. */
const longestText = 3000;
const longestHeader = 150;

/**
 * The message for an incoming webhook: `text` for notifications, Block Kit for the channel. Of more causes than fit the gravest are told, and
 * how many are left, with the way to them: the history says that all of them were told.
 */
export function slackBlocks(message: AlertMessage, locale: Locale): { text: string; blocks: object[] } {
  const t = createTranslate(locale);
  const marked = (text: string) => ({ type: "mrkdwn", text: fitted(text, longestText) });
  const section = (text: string) => ({ type: "section", text: marked(text) });
  const context = (text: string) => ({ type: "context", elements: [marked(text)] });
  const left = message.paragraphs.length - mostParagraphs;
  return {
    text: escaped(message.subject),
    blocks: [
      {
        type: "header",
        text: { type: "plain_text", text: fitted(message.subject, longestHeader), emoji: false },
      },
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
      ...(left > 0 ? [section(`<${message.link.href}|${escaped(t("deliver.left", { count: left }))}>`)] : []),
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

/** The text, or as much of it as Slack takes, with a sign that it was cut; never within one of the entities above. */
function fitted(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/&[a-z]*$/, "")}…`;
}
