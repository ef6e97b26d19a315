import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Html,
  Preview,
  Section,
  Text,
} from "@react-email/components";
import type { AlertMessage } from "@/lib/deliver/alert-message";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";

const ink = "#15181c";
const quiet = "#626a73";
const font = "-apple-system, 'Segoe UI', Roboto, Arial, sans-serif";
/** The word says it; colour is never the only sign. */
const colours = { critical: "#a3211d", high: "#8a5a00", normal: quiet } as const;

/** The message as a mail: one column, one button, readable without images. */
export function AlertMail({ message, locale }: { readonly message: AlertMessage; readonly locale: Locale }) {
  const t = createTranslate(locale);
  const text = { fontSize: "15px", lineHeight: "22px", margin: "0 0 8px", color: ink };
  return (
    <Html lang={locale}>
      <Head />
      <Preview>{message.lead}</Preview>
      <Body style={{ backgroundColor: "#ffffff", fontFamily: font, margin: 0 }}>
        <Container style={{ maxWidth: "600px", padding: "24px 20px" }}>
          <Heading as="h1" style={{ fontSize: "20px", lineHeight: "28px", margin: "0 0 16px", color: ink }}>
            {message.lead}
          </Heading>
          {message.paragraphs.map((one) => (
            <Section
              key={`${one.title} ${one.who}`}
              style={{ borderTop: "1px solid #e2e3de", padding: "16px 0" }}
            >
              <Text style={{ ...text, color: colours[one.severity], fontWeight: 600, fontSize: "13px" }}>
                {one.severityText}
              </Text>
              <Heading
                as="h2"
                style={{ fontSize: "17px", lineHeight: "24px", margin: "0 0 4px", color: ink }}
              >
                {one.title}
              </Heading>
              <Text style={{ ...text, fontWeight: 600 }}>{one.who}</Text>
              <Text style={text}>{one.cause}</Text>
              {one.effect !== null && (
                <Text style={text}>
                  <strong>{t("deliver.effect")}:</strong> {one.effect}
                </Text>
              )}
              {one.next !== null && (
                <Text style={text}>
                  <strong>{t("deliver.next")}:</strong> {one.next}
                </Text>
              )}
              <Text style={{ ...text, fontSize: "13px", color: quiet, margin: 0 }}>
                {one.facts.join(" · ")}
                <br />
                {one.runbook}
              </Text>
            </Section>
          ))}
          <Button
            href={message.link.href}
            style={{
              backgroundColor: "#1d4e79",
              color: "#ffffff",
              borderRadius: "6px",
              padding: "12px 20px",
              fontSize: "15px",
              fontWeight: 600,
            }}
          >
            {message.link.text}
          </Button>
          <Text style={{ ...text, fontSize: "13px", color: quiet, marginTop: "24px" }}>{message.footer}</Text>
        </Container>
      </Body>
    </Html>
  );
}
