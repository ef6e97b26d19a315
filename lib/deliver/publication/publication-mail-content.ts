import { type PublicationPayload, publicationPayload } from "@/lib/deliver/publication/publication-payload";
import type { Attachment } from "@/lib/deliver/publication/read-attachment";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";

export interface PublicationMailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A correction says in its subject that it is one: the report before it lies in the same mailbox (R10). */
function mailSubject({ version, client, month }: PublicationPayload, locale: Locale): string {
  return createTranslate(locale)(version > 1 ? "share.mail.corrected" : "share.mail.subject", {
    client,
    month,
  });
}

/** The mail of a publication from its payload alone; `token` is the link's secret, made anew at every try (lib/sharing/share-keys.ts). */
export async function publicationMail(
  payload: unknown,
  locale: Locale,
  appUrl: string,
  tokenOf: (keyId: string) => string,
  attachment: Attachment["kind"] = "none",
): Promise<PublicationMailContent> {
  const said = publicationPayload.parse(payload);
  const t = createTranslate(locale);
  const href = `${appUrl.replace(/\/$/, "")}/r/${tokenOf(said.key)}`;
  const [{ PublicationMail }, { render }, { createElement }] = await Promise.all([
    import("@/lib/deliver/publication/publication-mail"),
    import("@react-email/components"),
    import("react"),
  ]);
  const figures = said.figures.map(({ name, value, words, compared }) =>
    [
      `${name}: ${value}${words === "" ? "" : ` (${words})`}`,
      ...compared.map(({ text }) => `  ${text}`),
    ].join("\n"),
  );
  const pdf =
    attachment === "none" ? null : t(`share.mail.${attachment === "file" ? "attached" : "notAttached"}`);
  const subject = mailSubject(said, locale);
  const text = [
    `${said.client} · ${said.agency}`,
    t("share.mail.range", { month: said.month, range: said.range, currency: said.currency }),
    said.verdict,
    ...said.notices.map(({ lead, text }) => `${lead} ${text}`.trim()),
    ...figures,
    `${t("share.mail.open")}: ${href}`,
    [t("share.mail.until", { date: said.last_day }), ...(pdf ? [pdf] : [])].join(" "),
    said.record,
    ...(said.contact ? [t("share.questions", { contact: said.contact })] : []),
  ].join("\n\n");
  return {
    subject,
    text: `${text}\n`,
    html: await render(createElement(PublicationMail, { payload: said, subject, locale, href, pdf })),
  };
}
