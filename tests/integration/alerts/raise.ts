import type { Temporal } from "temporal-polyfill";
import { type Condition, raiseCondition, resolveConditions } from "@/lib/collect/gate/raise-condition";
import type { Database } from "@/lib/db/database";
import type { Channels } from "@/lib/deliver/channels";
import { asSuperuser } from "@/tests/integration/as-superuser";
import type { CastClient } from "@/tests/integration/cast";
import type { TestDatabase } from "@/tests/integration/database";
import { pdfShelf } from "@/tests/integration/deliver/pdf-shelf";

/** Both hooks and mail are set up; nothing in these tests sends. */
export const allChannels: Channels = {
  mail: { url: "smtp://127.0.0.1:1", from: "Plumbline <portal@latarnia.example>" },
  slack: "http://127.0.0.1:1/slack",
  webhook: { url: "http://127.0.0.1:1/hook", secret: `whsec_${Buffer.alloc(24, 7).toString("base64")}` },
  pdfs: pdfShelf(),
  appUrl: "https://reports.example.com",
};
export const mailOnly: Channels = { ...allChannels, slack: null, webhook: null };

/** Opens a condition as the collector would. */
export async function raise(
  db: Database,
  of: Partial<Condition> & Pick<Condition, "kind" | "subject">,
  now: Temporal.Instant,
): Promise<void> {
  await db.asCollectorBulk((tx) =>
    raiseCondition(tx, { severity: "high", message: "test", evidence: {}, ...of }, now),
  );
}

export async function end(db: Database, kind: string, subject: string, now: Temporal.Instant): Promise<void> {
  await db.asCollectorBulk((tx) => resolveConditions(tx, [kind], subject, now));
}

/** Opens a finding as a check would. */
export async function find(
  { superuserUrl }: TestDatabase,
  client: CastClient,
  of: {
    readonly check: string;
    readonly subject: string;
    readonly severity?: string;
    readonly evidence?: object;
    /** In the account's currency. */
    readonly amount?: string;
  },
  now: Temporal.Instant,
): Promise<void> {
  await asSuperuser(
    superuserUrl,
    (query) => query`
      insert into findings (client_id, ad_account_id, check_key, subject, severity, message, evidence, amount, opened_at)
      values (${client.id}, ${client.accountId}, ${of.check}, ${of.subject}, ${of.severity ?? "normal"}, 'test',
        ${query.json((of.evidence ?? {}) as never)}, ${of.amount ?? null}, ${now.toString()})`,
  );
}

/** The data is well again: every finding and condition is over. */
export async function healAll({ superuserUrl }: TestDatabase): Promise<void> {
  await asSuperuser(superuserUrl, async (query) => {
    await query`update findings set resolved_at = now() where resolved_at is null`;
    await query`update conditions set resolved_at = now() where resolved_at is null`;
  });
}

export async function emptyAlerts({ superuserUrl }: TestDatabase): Promise<void> {
  await asSuperuser(
    superuserUrl,
    (query) =>
      query`truncate alert_events, alerts, deliveries, findings, conditions, daily_kpi_data, campaign_daily_kpi_data cascade`,
  );
}
