import { mayChange } from "@/lib/auth/may-change";
import { readReportInput } from "@/lib/facts/read-report-input";
import { freezeReport } from "@/lib/publications/freeze-report";
import type { ChangedSince, PublishArgs, Published } from "@/lib/publications/publish-report";
import { readDocument } from "@/lib/publications/read-document";
import { readNewestPublication } from "@/lib/publications/read-newest-publication";
import { changedSince, readingMark } from "@/lib/publications/reading-mark";
import { storeAsSeen } from "@/lib/publications/store-as-seen";
import { buildReport } from "@/lib/report/build-report";
import { changedItems, readsTheSame, shortestWhy } from "@/lib/report/corrections";
import type { Report } from "@/lib/report/document";
import { permissionOf } from "@/lib/report/override";
import type { Blocker } from "@/lib/report/publishing-rules";
import { typedWords } from "@/lib/values/typed-words";

export type CorrectOutcome =
  | (Published & {
      readonly items: NonNullable<Report["publication"]>["changes"][number]["items"];
      readonly currency: string;
    })
  | { readonly kind: "blocked"; readonly reasons: readonly Blocker[] }
  | {
      readonly kind: "refused";
      readonly why:
        | "unknown_client"
        | "not_allowed"
        | "not_published"
        | "why_too_short"
        | "reason_too_short"
        | "nothing_changed";
    }
  /** Somebody else was faster: this is the newest version now. */
  | { readonly kind: "refused"; readonly why: "replaced"; readonly version: number }
  | ChangedSince;

export interface CorrectArgs extends PublishArgs {
  /** The version that the person saw and means to replace. */
  readonly replaces: number;
  /** At least 10 characters; the client reads it. */
  readonly why: string;
}

/**
 * Publishes the month as it stands now as the next version, in one step (R10): what changed against the version before is computed once,
 * frozen with it, and never again. The same rules as for the first one (R11). Of two at once one publishes and the other is told. Refused
 * where a client would read the same again, unless the version before was withdrawn.
 */
export async function correctReport(args: CorrectArgs): Promise<CorrectOutcome> {
  const { db, actor, slug, month, now, replaces } = args;
  const why = typedWords(args.why);
  const read = await db.asStaff(
    actor,
    async (tx) => {
      const found = await readReportInput(tx, { slug, month, now });
      const newest = found && (await readNewestPublication(tx, found.who.clientId, month));
      return found && { ...found, newest, before: newest && (await readDocument(tx, newest.id)) };
    },
    { snapshot: true },
  );
  if (!read) return { kind: "refused", why: "unknown_client" };
  const { who, input, newest, before } = read;
  if (!mayChange(actor, who)) return { kind: "refused", why: "not_allowed" };
  if (!newest || !before) return { kind: "refused", why: "not_published" };
  if (newest.version !== replaces) return { kind: "refused", why: "replaced", version: newest.version };
  if ([...why].length < shortestWhy) return { kind: "refused", why: "why_too_short" };

  const report = buildReport(input);
  if (!newest.withdrawn && readsTheSame(before, report)) return { kind: "refused", why: "nothing_changed" };
  const parts = args.seen === undefined ? [] : changedSince(args.seen, report, newest);
  if (parts.length > 0) return { kind: "refused", why: "changed_since", parts };
  const permission = permissionOf(report, args.overrideReason);
  if (permission.kind === "blocked") return permission;
  if (permission.kind === "reason_too_short") return { kind: "refused", why: "reason_too_short" };

  const version = newest.version + 1;
  const items = changedItems(before, report);
  const changes = [...(before.publication?.changes ?? []), { version, at: now.toString(), why, items }];
  const overrideReason = permission.reason;
  const frozen = await freezeReport({ report, version, actor, now, overrideReason, changes });
  const mark = readingMark(report, newest);
  const stored = await db.asStaff(actor, (tx) =>
    storeAsSeen(tx, actor, { frozen, clientId: who.clientId, slug, month, now, mark }),
  );
  if (stored.kind === "replaced") return { kind: "refused", why: "replaced", version: stored.version };
  if (stored.kind === "changed") return { kind: "refused", why: "changed_since", parts: stored.parts };
  return {
    kind: "published",
    id: stored.id,
    version,
    documentSha256: frozen.document.sha256,
    htmlSha256: frozen.html.sha256,
    overridden: permission.lifted,
    items,
    currency: report.currency,
  };
}
