import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Html,
  Preview,
  Row,
  Section,
  Text,
} from "@react-email/components";
import type { PublicationPayload } from "@/lib/deliver/publication/publication-payload";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";

const sans = "'Inter','Helvetica Neue',Arial,sans-serif";
const serif = "'Source Serif 4',Georgia,'Times New Roman',serif";
const tones = { good: "#17693f", bad: "#a8231b", neutral: "#454c54" } as const;
const noticeTones = { bad: "#a8231b", warn: "#7d5200", info: "#1d4e79" } as const;
/** As on the page, a line under the figure; mail programs know no hatching, so the words beside say which. */
const signs = {
  unreconciled: "3px double #a8231b",
  partial: "2px dashed #7d5200",
  provisional: "2px dotted #626a73",
};
const small = { fontSize: "14px", lineHeight: "21px", margin: 0, color: "#454c54" } as const;
/** Where a mail program is dark: its own of each colour above, as on the page. */
const dark = [
  "body,.sheet{background:#15181b!important}",
  ".i{color:#eceef0!important}.i2{color:#bcc3ca!important}",
  ".good{color:#6cc894!important}.bad{color:#f08a82!important}.warn{color:#e3b560!important}",
  ".go{background:#8fbbe9!important;color:#15181b!important}",
  ".rule{border-color:#6d757e!important}.hair{border-color:#2b3036!important}",
  ".n-bad,.s-unreconciled{border-color:#f08a82!important}",
  ".n-warn,.s-partial{border-color:#e3b560!important}",
  ".n-info{border-color:#8fbbe9!important}.s-provisional{border-color:#959da6!important}",
].join("");
// Every rule that matters is inline; these only improve.
const improvements = `@media (max-width:480px){.v{font-size:20px!important;line-height:28px!important}}@media (prefers-color-scheme:dark){${dark}}`;

/** A publication's mail: the page's sentence, its key figures, one button, the link's last day, the data line. No image, no script, no tracking. */
export function PublicationMail({
  payload,
  subject,
  locale,
  href,
  pdf,
}: {
  readonly payload: PublicationPayload;
  readonly subject: string;
  readonly locale: Locale;
  readonly href: string;
  /** The sentence about the PDF; null where nobody asked for it. */
  readonly pdf: string | null;
}) {
  const t = createTranslate(locale);
  const rows = [payload.figures.slice(0, 2), payload.figures.slice(2, 4)].filter((row) => row.length > 0);
  return (
    <Html lang={locale}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
        <style>{improvements}</style>
      </Head>
      <Preview>{payload.verdict}</Preview>
      <Body style={{ backgroundColor: "#f7f7f4", fontFamily: sans, margin: 0 }}>
        <Container
          className="sheet"
          style={{ backgroundColor: "#ffffff", maxWidth: "600px", padding: "26px 20px" }}
        >
          <Row>
            <Column>
              <Text
                className="i"
                style={{ fontFamily: serif, fontSize: "18px", fontWeight: 600, margin: 0, color: "#15181c" }}
              >
                {payload.client}
              </Text>
            </Column>
            <Column align="right">
              <Text className="i2" style={small}>
                {payload.agency}
              </Text>
            </Column>
          </Row>
          <Section
            className="rule"
            style={{ borderTop: "1px solid #15181c", marginTop: "14px", padding: "14px 0 18px" }}
          >
            <Text className="i2" style={small}>
              {t("share.mail.range", {
                month: payload.month,
                range: payload.range,
                currency: payload.currency,
              })}
            </Text>
            <Heading
              as="h1"
              className="i"
              style={{
                fontFamily: serif,
                fontSize: "26px",
                lineHeight: "35px",
                fontWeight: 400,
                margin: "10px 0 0",
                color: "#15181c",
              }}
            >
              {payload.verdict}
            </Heading>
          </Section>
          {payload.notices.map(({ tone, lead, text }) => (
            <Section key={lead} style={{ paddingBottom: "14px" }}>
              <Text
                className={`i2 n-${tone}`}
                style={{ ...small, borderLeft: `3px solid ${noticeTones[tone]}`, paddingLeft: "12px" }}
              >
                <b className="i" style={{ color: "#15181c" }}>
                  {lead}
                </b>
                {text === "" ? null : ` ${text}`}
              </Text>
            </Section>
          ))}
          {rows.map((row) => (
            <Row key={row[0]?.metric} style={{ tableLayout: "fixed" }}>
              {row.map((figure) => (
                <Column
                  key={figure.metric}
                  width="50%"
                  valign="top"
                  className="rule"
                  style={{ borderTop: "1px solid #15181c", padding: "14px 12px 18px 0" }}
                >
                  <Text className="i" style={{ ...small, fontWeight: 600, color: "#15181c" }}>
                    {figure.name}
                  </Text>
                  <Text
                    className="i v"
                    style={{
                      fontSize: "28px",
                      lineHeight: "36px",
                      fontWeight: 600,
                      margin: 0,
                      color: "#15181c",
                      whiteSpace: "nowrap",
                    }}
                  >
                    <Figure figure={figure} />
                  </Text>
                  {figure.words === "" ? null : (
                    <Text
                      className={toneOf(figure)}
                      style={{
                        ...small,
                        fontWeight: 600,
                        paddingTop: "5px",
                        color: wordColours[toneOf(figure)],
                      }}
                    >
                      ({figure.words})
                    </Text>
                  )}
                  {figure.compared.map(({ text, tone }) => (
                    <Text
                      key={text}
                      className={tone === "neutral" ? "i2" : tone}
                      style={{ ...small, color: tones[tone] }}
                    >
                      {text}
                    </Text>
                  ))}
                </Column>
              ))}
            </Row>
          ))}
          <Button
            className="go"
            href={href}
            style={{
              backgroundColor: "#1d4e79",
              color: "#ffffff",
              borderRadius: "6px",
              padding: "14px 26px",
              fontSize: "16px",
              fontWeight: 600,
            }}
          >
            {t("share.mail.open")}
          </Button>
          <Text className="i2" style={{ ...small, paddingTop: "12px" }}>
            {t("share.mail.until", { date: payload.last_day })}
            {pdf ? ` ${pdf}` : null}
          </Text>
          <Text
            className="i2 hair"
            style={{ ...small, borderTop: "1px solid #e2e3de", marginTop: "18px", paddingTop: "8px" }}
          >
            {payload.record}
            {payload.contact ? (
              <>
                <br />
                {t("share.questions", { contact: payload.contact })}
              </>
            ) : null}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

type MailFigure = PublicationPayload["figures"][number];

const wordColours = { bad: "#a8231b", warn: "#7d5200", i2: "#454c54" } as const;

function toneOf({ state }: MailFigure): keyof typeof wordColours {
  return state === "unreconciled" ? "bad" : state === "partial" ? "warn" : "i2";
}

/** The value with the sign of its state under it; nothing under a settled one. */
function Figure({ figure: { state, words, value } }: { readonly figure: MailFigure }) {
  if (state === null || state === "settled" || words === "") return value;
  return (
    <span className={`s-${state}`} style={{ borderBottom: signs[state] }}>
      {value}
    </span>
  );
}
