import type { Database } from "@/lib/db/database";
import type { CastClient } from "@/tests/integration/cast";

interface Planted {
  readonly client: CastClient | null;
  readonly check: string;
  readonly subject: string;
  readonly cause?: string;
  readonly severity?: "critical" | "high" | "normal";
  readonly amount?: string;
  readonly months?: readonly string[];
  readonly evidence?: Readonly<Record<string, unknown>>;
}

/** Stores an open alert with its first event, as the data would open it; gives back its number. */
export async function plantAlert(db: Database, planted: Planted): Promise<number> {
  const {
    client,
    check,
    subject,
    cause = "",
    severity = "high",
    amount,
    months = [],
    evidence = {},
  } = planted;
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  return db.asSystem(async (tx) => {
    const [row] = await tx.execute<{ id: number }>(`
      insert into alerts (client_id, check_key, subject, cause, severity, message, evidence, months, amount, currency, opened_at, seen_at)
      values (${client ? text(client.id) : "null"}, ${text(check)}, ${text(subject)}, ${text(cause)}, ${text(severity)}, ${text(`${check} ${subject}`)},
        ${text(JSON.stringify(evidence))}, ${text(`{${months.map((month) => `${month}-01`).join(",")}}`)},
        ${amount ?? "null"}, ${amount && client ? text(client.currency) : "null"}, now() - interval '50 hours', now()) returning id`);
    if (!row) throw new Error("no alert");
    await tx.execute(
      `insert into alert_events (alert_id, kind, at, actor) values (${row.id}, 'opened', now() - interval '50 hours', 'system')`,
    );
    return row.id;
  });
}
