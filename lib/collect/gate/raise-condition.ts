import type { Temporal } from "temporal-polyfill";
import { storableJson, storableText } from "@/lib/collect/rows/storable-text";
import type { BulkTx } from "@/lib/db/database";

/** Something wrong with a connection, an account or the app itself: one is open per kind and subject, whoever meets it and how often. */
export interface Condition {
  readonly kind: string;
  /** The connection's or account's id, or the app's. */
  readonly subject: string;
  readonly severity: "critical" | "high" | "normal";
  readonly message: string;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** The subject of what is wrong with a token: its connection, or the environment's where accounts name none. */
export function tokenSubject({ connectionId }: { readonly connectionId: string | null }): string {
  return connectionId ?? "META_ACCESS_TOKEN";
}

/** Opens the condition, or keeps the open one with the newest words and the time it was met again. True when it is new: alerts go out once. */
export async function raiseCondition(tx: BulkTx, of: Condition, now: Temporal.Instant): Promise<boolean> {
  const at = now.toString();
  const [row] = await tx<{ is_new: boolean }[]>`
    insert into conditions (kind, subject, severity, message, evidence, opened_at, seen_at)
    values (${of.kind}, ${of.subject}, ${of.severity}, ${storableText(of.message)}, ${storableJson(of.evidence)}::text::jsonb, ${at}::timestamptz, ${at}::timestamptz)
    on conflict (kind, subject) where resolved_at is null
      do update set severity = excluded.severity, message = excluded.message, evidence = excluded.evidence, seen_at = excluded.seen_at
    returning xmax = 0 as is_new`;
  return row?.is_new ?? false;
}

/** Ends what is open of these kinds for a subject. */
export async function resolveConditions(
  tx: BulkTx,
  kinds: readonly string[],
  subject: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update conditions set resolved_at = ${now.toString()}::timestamptz
    where kind = any(${kinds as string[]}::text[]) and subject = ${subject} and resolved_at is null`;
}
