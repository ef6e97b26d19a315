import type { Temporal } from "temporal-polyfill";
import { mayChange } from "@/lib/auth/may-change";
import type { Actor, Database } from "@/lib/db/database";
import { readReportInput } from "@/lib/facts/read-report-input";
import { canonicalDocument } from "@/lib/publications/canonical-document";
import { type PublicationHead, readNewestPublication } from "@/lib/publications/read-newest-publication";
import { renderPublication } from "@/lib/publications/render-publication";
import { type Frozen, storeDraft, storePublication } from "@/lib/publications/store-publication";
import { buildReport } from "@/lib/report/build-report";
import type { Report } from "@/lib/report/document";
import type { ReportInput } from "@/lib/report/input";
import { type Blocker, shortestOverrideReason, whatBlocks } from "@/lib/report/publishing-rules";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { PublicationId } from "@/lib/values/ids";

export type PublishOutcome =
  | {
      readonly kind: "published";
      readonly id: PublicationId;
      readonly version: number;
      /** Of document and bytes, 64 hex digits each. */
      readonly documentSha256: string;
      readonly htmlSha256: string;
      /** What the reason lifted; empty when nothing stood against it. */
      readonly overridden: readonly Blocker[];
    }
  /** R11: what stands against it. A draft is kept. */
  | { readonly kind: "blocked"; readonly reasons: readonly Blocker[] }
  | {
      readonly kind: "refused";
      readonly why: "unknown_client" | "not_allowed" | "reason_too_short";
    }
  | { readonly kind: "refused"; readonly why: "already_published"; readonly version: number };

export interface PublishArgs {
  readonly db: Database;
  /** The named person who publishes; an override is printed under this name. */
  readonly actor: Actor;
  readonly slug: string;
  readonly month: CalendarMonth;
  readonly overrideReason?: string;
  readonly now: Temporal.Instant;
}

/**
 * Freezes a client's month as v1 (R10): document, bytes and both hashes, committed together. Fail closed (R11): an open month never; a
 * missing, failed or unreconciled day only with a reason of at least 20 characters, which is printed. Of two at once one publishes and the
 * other is told. A reason that nothing needs is not printed.
 */
export async function publishReport(args: PublishArgs): Promise<PublishOutcome> {
  const { db, actor, slug, month, now } = args;
  const read = await db.asStaff(
    actor,
    async (tx) => {
      const found = await readReportInput(tx, { slug, month, now });
      return found && { ...found, newest: await readNewestPublication(tx, found.who.clientId, month) };
    },
    { snapshot: true },
  );
  if (!read) return { kind: "refused", why: "unknown_client" };
  const { who, input, newest } = read;
  if (!mayChange(actor, who)) return { kind: "refused", why: "not_allowed" };
  if (newest) return alreadyPublished(newest);

  const blockers = whatBlocks(buildReport(input));
  const reason = args.overrideReason?.trim();
  if (blockers.length > 0) {
    const overridable = blockers.every((blocker) => blocker.overridable);
    if (!overridable || !reason) {
      await db.asStaff(actor, (tx) => storeDraft(tx, who.clientId, month));
      return { kind: "blocked", reasons: blockers };
    }
    if ([...reason].length < shortestOverrideReason) return { kind: "refused", why: "reason_too_short" };
  }
  const override = blockers.length > 0 ? reason : undefined;
  const frozen = await freeze(input, actor, now, override);
  const stored = await db.asStaff(actor, (tx) =>
    storePublication(tx, actor, { clientId: who.clientId, slug, month, ...frozen }),
  );
  if (!stored) {
    const winner = await db.asStaff(actor, (tx) => readNewestPublication(tx, who.clientId, month));
    if (!winner) throw new Error(`The publication of ${slug} ${month} was neither stored nor found.`);
    return alreadyPublished(winner);
  }
  return {
    kind: "published",
    id: stored,
    version: frozen.version,
    documentSha256: frozen.document.sha256,
    htmlSha256: frozen.html.sha256,
    overridden: blockers,
  };
}

async function freeze(
  input: ReportInput,
  actor: Actor,
  now: Temporal.Instant,
  reason: string | undefined,
): Promise<Frozen> {
  const at = now.toString();
  const publication: NonNullable<Report["publication"]> = {
    version: 1,
    at,
    by: actor.name,
    ...(reason ? { override: { reason, by: actor.name, at } } : {}),
    changes: [],
  };
  const report = buildReport({ ...input, publication });
  const document = canonicalDocument(report);
  const html = await renderPublication({ report, documentSha256: document.sha256 });
  return { version: 1, document, html, at: now, overrideReason: reason ?? null };
}

function alreadyPublished(newest: PublicationHead): PublishOutcome {
  return { kind: "refused", why: "already_published", version: newest.version };
}
