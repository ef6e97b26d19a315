import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, StaffTx } from "@/lib/db/database";
import { publications, reports } from "@/lib/db/schema/publications";
import { queuePublicationMails } from "@/lib/deliver/publication/queue-publication-mails";
import type { Frozen } from "@/lib/publications/freeze-report";
import { reportSchema } from "@/lib/report/document";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { PublicationId } from "@/lib/values/ids";

/** Keeps the month as a draft, unless something is there already. */
export async function storeDraft(tx: StaffTx, clientId: string, month: CalendarMonth): Promise<void> {
  await tx
    .insert(reports)
    .values({ clientId, month: `${month}-01`, state: "draft" })
    .onConflictDoNothing();
}

/**
 * Stores document and bytes under (client, month, version), with the audit row, in the caller's transaction. null when this version is
 * there already: the key decides between two at once.
 */
export async function storePublication(
  tx: StaffTx,
  actor: Actor,
  frozen: Frozen & { readonly clientId: string; readonly slug: string; readonly month: CalendarMonth },
): Promise<PublicationId | null> {
  const { clientId, slug, month, version, document, html } = frozen;
  const firstDay = `${month}-01`;
  const state = { state: "published", stateAt: new Date(frozen.at.epochMilliseconds), stateBy: actor.name };
  await tx
    .insert(reports)
    .values({ clientId, month: firstDay, ...state })
    .onConflictDoUpdate({ target: [reports.clientId, reports.month], set: state });
  const [row] = await tx
    .insert(publications)
    .values({
      clientId,
      month: firstDay,
      version,
      document: document.text,
      documentSha256: Buffer.from(document.sha256, "hex"),
      html: html.html,
      htmlSha256: Buffer.from(html.sha256, "hex"),
      publishedBy: actor.name,
      publishedByStaffId: actor.staffId,
      overrideReason: frozen.overrideReason,
      why: frozen.why,
      publishedAt: new Date(frozen.at.epochMilliseconds),
    })
    .onConflictDoNothing({ target: [publications.clientId, publications.month, publications.version] })
    .returning({ id: publications.id });
  if (!row) return null;
  await recordAudit(tx, actor, {
    action: version === 1 ? "report.publish" : "report.correct",
    subject: `${slug} ${month}`,
    detail: {
      publication: row.id,
      version,
      document_sha256: document.sha256,
      ...(frozen.why ? { why: frozen.why } : {}),
      ...(frozen.overrideReason ? { override: frozen.overrideReason } : {}),
    },
  });
  const id = row.id as PublicationId;
  const report = reportSchema.parse(JSON.parse(document.text));
  await queuePublicationMails(tx, actor, { id, clientId, report }, frozen.at);
  return id;
}
