import { createTransport } from "nodemailer";
import type { Temporal } from "temporal-polyfill";
import type { Channels } from "@/lib/deliver/channels";
import { mailOf, NoWordsError, slackOf, type ToSay, webhookOf } from "@/lib/deliver/content-of";
import { type Attachment, MailOverError, sentWithoutPdf } from "@/lib/deliver/publication/read-attachment";
import type { Channel } from "@/lib/deliver/queue-delivery";
import { webhookHeaders } from "@/lib/deliver/webhook-headers";

/** A server that does not answer for so long is tried again later. */
const patienceMs = 15_000;

export type SendOutcome =
  | { readonly kind: "sent"; readonly answer: string }
  /** `isFinal`: trying again cannot help. The sentence names no secret address. */
  | { readonly kind: "failed"; readonly error: string; readonly isFinal: boolean }
  /** Not sent: another sender has the message by now. */
  | { readonly kind: "taken" };

/** A message of the outbox with where it goes. */
export interface ToSend extends ToSay {
  readonly id: string;
  readonly channel: Channel;
  readonly recipient: string;
}

/** Sends one message through its channel. Never throws: what went wrong is the answer. */
export async function sendMessage(
  channels: Channels,
  message: ToSend,
  now: Temporal.Instant,
  /** What a mail brings along, looked for at the last moment; "taken" when the message is another sender's by then. */
  attachment: () => Promise<Attachment | { readonly kind: "taken" }> = async () => ({ kind: "none" }),
): Promise<SendOutcome> {
  try {
    switch (message.channel) {
      case "mail": {
        const along = await attachment();
        return along.kind === "taken" ? along : await sendMail(channels, message, along);
      }
      case "slack":
        if (channels.slack === null) return notSetUp("SLACK_WEBHOOK_URL");
        return await post(channels.slack, JSON.stringify(slackOf(message, channels.appUrl)), {
          "content-type": "application/json",
        });
      case "webhook": {
        if (channels.webhook === null) return notSetUp("ALERT_WEBHOOK_URL");
        const body = JSON.stringify(webhookOf(message));
        const headers = webhookHeaders(channels.webhook.secret, { id: message.id, body, now });
        return await post(channels.webhook.url, body, headers);
      }
    }
  } catch (error) {
    return {
      kind: "failed",
      error: reasonOf(error),
      isFinal: error instanceof NoWordsError || error instanceof MailOverError,
    };
  }
}

async function sendMail(channels: Channels, message: ToSend, attachment: Attachment): Promise<SendOutcome> {
  if (channels.mail === null) return notSetUp("SMTP_URL");
  const { url, from } = channels.mail;
  const transport = createTransport({
    url,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // The catcher on a laptop has a certificate of its own; everybody else's must be right.
    tls: { rejectUnauthorized: !["127.0.0.1", "localhost"].includes(new URL(url).hostname) },
  });
  try {
    const { subject, text, html } = await mailOf(message, channels.appUrl, attachment.kind);
    const sent = await transport.sendMail({
      ...{ from, to: message.recipient, subject, text, html },
      // The same over all tries: a mail program that gets it twice shows it once.
      messageId: `<${message.id}@${new URL(channels.appUrl).hostname}>`,
      headers: { "Auto-Submitted": "auto-generated" },
      ...(attachment.kind === "file"
        ? {
            attachments: [
              { filename: attachment.name, content: attachment.bytes, contentType: "application/pdf" },
            ],
          }
        : {}),
    });
    const without = attachment.kind === "missing" ? sentWithoutPdf : "";
    return { kind: "sent", answer: `${without}${sent.response}` };
  } finally {
    transport.close();
  }
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<SendOutcome> {
  const response = await fetch(url, {
    method: "POST",
    body,
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(patienceMs),
  });
  const answer = `${response.status} ${(await response.text()).slice(0, 200)}`.trim();
  if (response.ok) return { kind: "sent", answer };
  // Asked to slow down, or a server that is down: later. Anything else is a wrong address or a hook that was removed.
  const isFinal = response.status < 500 && response.status !== 429 && response.status !== 408;
  return { kind: "failed", error: answer, isFinal };
}

function notSetUp(name: string): SendOutcome {
  return { kind: "failed", error: `${name} is not set.`, isFinal: true };
}

/** The error's own words; an address refused for good (SMTP 5xx) stays in them, a hook's address never was. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  const code = "code" in error ? `${String(error.code)} ` : "";
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${code}${error.message}${cause}`.replace(/https?:\/\/\S+/g, "…").slice(0, 300);
}
