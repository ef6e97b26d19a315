import { publicationPayload } from "@/lib/deliver/publication/publication-payload";
import type { Attachment } from "@/lib/deliver/publication/read-attachment";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";

export interface PublicationMailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
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
  const figures = said.figures.map(({ name, value, compared }) =>
    [`${name}: ${value}`, ...compared.map(({ text }) => `  ${text}`)].join("\n"),
  );
  const pdf =
    attachment === "none" ? null : t(`share.mail.${attachment === "file" ? "attached" : "notAttached"}`);
  const text = [
    `${said.client} · ${said.agency}`,
    t("share.mail.range", { month: said.month, range: said.range, currency: said.currency }),
    said.verdict,
    ...figures,
    `${t("share.mail.open")}: ${href}`,
    [t("share.mail.until", { date: said.last_day }), ...(pdf ? [pdf] : [])].join(" "),
    said.record,
    ...(said.contact ? [t("share.questions", { contact: said.contact })] : []),
  ].join("\n\n");
  return {
    subject: t("share.mail.subject", { client: said.client, month: said.month }),
    text: `${text}\n`,
    html: await render(createElement(PublicationMail, { payload: said, locale, href, pdf })),
  };
}
