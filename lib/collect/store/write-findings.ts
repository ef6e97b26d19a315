import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { FindingCheck, FoundIssue } from "@/lib/collect/rows/illogical";
import type { BulkTx } from "@/lib/db/database";
import type { Window } from "@/lib/values/window";

/**
 * Opens what was found and resolves what is not found any more, of `checks`; where a window is given, findings about
 * days outside of it are left alone. One statement; what is open already stays open with the newest numbers.
 */
export async function writeFindings(
  tx: BulkTx,
  account: Pick<CollectAccount, "id" | "clientId">,
  found: readonly FoundIssue[],
  scope: { readonly checks: readonly FindingCheck[]; readonly window: Window | null },
  now: Temporal.Instant,
): Promise<void> {
  const list = JSON.stringify(found);
  await tx`
    with found as materialized (
      select * from jsonb_to_recordset(${list}::text::jsonb)
        as f ("check" text, subject text, severity text, message text, evidence jsonb)
    ), resolved as (
      update findings set resolved_at = ${now.toString()}::timestamptz
      where ad_account_id = ${account.id} and resolved_at is null and check_key = any(${scope.checks as string[]}::text[])
        and (${scope.window === null} or subject !~ '^[0-9]{4}-' or left(subject, 10) between ${scope.window?.since ?? ""} and ${scope.window?.until ?? ""})
        and not exists (select from found f where f."check" = findings.check_key and f.subject = findings.subject)
    )
    insert into findings (client_id, ad_account_id, check_key, subject, severity, message, evidence, opened_at)
    select ${account.clientId}, ${account.id}, "check", subject, severity, message, evidence, ${now.toString()}::timestamptz from found
    on conflict (ad_account_id, check_key, subject) where resolved_at is null
      do update set severity = excluded.severity, message = excluded.message, evidence = excluded.evidence
      where findings.evidence is distinct from excluded.evidence`;
}
