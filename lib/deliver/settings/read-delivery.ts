import { sql } from "drizzle-orm";
import type { StaffTx } from "@/lib/db/database";
import { sentWithoutPdf } from "@/lib/deliver/publication/read-attachment";
import { deliveryMark, type StandingDelivery } from "@/lib/deliver/settings/delivery-mark";
import { parseDeliverySettings } from "@/lib/deliver/settings/delivery-settings";
import { type NotOwed, notOwed } from "@/lib/deliver/undelivered";
import type { Locale } from "@/lib/i18n/locale";

/** What became of the mail of a publication to one address. */
export interface PublicationMailState {
  readonly id: string;
  readonly recipient: string;
  readonly version: number;
  /** `failed` can be sent again; what was not sent and is not owed any more says why. */
  readonly state: "sent" | "waits" | "waits_for_pdf" | "failed" | NotOwed;
  /** When it was sent; ISO text. */
  readonly sentAt: string | null;
  /** Sent without the PDF that was asked for, since it was not ready in time. */
  readonly withoutPdf: boolean;
  readonly error: string | null;
}

export interface Delivery extends StandingDelivery {
  /** What a save of the form may replace. */
  readonly mark: string;
  /** Mails of this month's publications, newest version first. */
  readonly mails: readonly PublicationMailState[];
}

interface Mail extends Record<string, unknown> {
  id: string;
  recipient: string;
  version: number;
  state: string;
  not_owed: NotOwed | null;
  waits_for_pdf: boolean;
  sent_at: string | null;
  provider_answer: string | null;
  last_error: string | null;
}

/** Who gets a client's report, and what became of this month's mails (grain: publication and address). `month` is `YYYY-MM`. */
export async function readDelivery(tx: StaffTx, clientId: string, month: string): Promise<Delivery> {
  const [client] = await tx.execute<{ report_settings: unknown; locale: Locale }>(
    sql`select report_settings, locale from clients where id = ${clientId}::uuid`,
  );
  const mails = await tx.execute<Mail>(sql`
    select d.id, d.recipient, p.version, d.state, ${notOwed} as not_owed, d.last_error, d.provider_answer,
      to_char(d.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as sent_at,
      d.state = 'queued' and coalesce((d.payload ->> 'attach')::boolean, false) and f.made_at is null as waits_for_pdf
    from deliveries d
    join publications p on p.id::text = split_part(d.idempotency_key, ':', 2)
    left join publication_pdfs f on f.publication_id = p.id
    where d.kind = 'publication' and d.client_id = ${clientId}::uuid and p.month = ${`${month}-01`}::date
    order by p.version desc, d.recipient`);
  const standing: StandingDelivery = {
    settings: parseDeliverySettings(client?.report_settings),
    locale: client?.locale ?? "pl",
  };
  return {
    ...standing,
    mark: deliveryMark(standing),
    mails: mails.map((mail) => ({
      id: mail.id,
      recipient: mail.recipient,
      version: mail.version,
      state: stateOf(mail),
      sentAt: mail.sent_at,
      withoutPdf: mail.provider_answer?.startsWith(sentWithoutPdf) ?? false,
      error: mail.last_error,
    })),
  };
}

function stateOf({
  state,
  not_owed: notOwed,
  waits_for_pdf: waitsForPdf,
}: Mail): PublicationMailState["state"] {
  if (state === "sent") return "sent";
  if (state === "failed") return notOwed ?? "failed";
  return waitsForPdf ? "waits_for_pdf" : "waits";
}
