import { type PdfStore, supabasePdfStore } from "@/lib/deliver/pdf/pdf-store";
import { optionalEnv, requireEnv } from "@/lib/ops/env";

/** Where messages can go, as the environment says; null: not set up. */
export interface Channels {
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** An incoming webhook of Slack. Its address is a secret (R12). */
  readonly slack: string | null;
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** Where the PDFs are that mails bring along. */
  readonly pdfs: PdfStore;
  /** The portal's own address, for links. */
  readonly appUrl: string;
}

/** The channels of this process. EnvError for one that is half set up: a message that cannot be sent must not look as if it could. */
export function channelsFromEnv(): Channels {
  const smtp = optionalEnv("SMTP_URL");
  const webhook = optionalEnv("ALERT_WEBHOOK_URL");
  return {
    mail: smtp === undefined ? null : { url: smtp, from: requireEnv("MAIL_FROM") },
    slack: optionalEnv("SLACK_WEBHOOK_URL") ?? null,
    webhook: webhook === undefined ? null : { url: webhook, secret: requireEnv("ALERT_WEBHOOK_SECRET") },
    pdfs: supabasePdfStore(),
    appUrl: requireEnv("APP_URL").replace(/\/$/, ""),
  };
}
