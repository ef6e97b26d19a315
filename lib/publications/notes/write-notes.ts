import { and, eq, isNull, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database, StaffTx } from "@/lib/db/database";
import { reportNotes } from "@/lib/db/schema/publications";
import { openReport, type Refusal } from "@/lib/publications/notes/open-report";
import { longestNote, mostNotes, type NoteKind, plainWords } from "@/lib/report/notes";
import { type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import type { NoteId } from "@/lib/values/ids";

export type NoteOutcome =
  | { readonly kind: "written"; readonly id: NoteId }
  | Refusal
  | {
      readonly kind: "refused";
      readonly why: "empty" | "too_long" | "too_many" | "outside_month" | "unknown_note";
    };

interface Args {
  readonly db: Database;
  readonly actor: Actor;
  readonly slug: string;
  readonly month: CalendarMonth;
}

/**
 * Writes a dated line of staff for a month: at most five of each kind, words of a day of the chart only for a day of the month. It is printed
 * by the next version; what is published already stays as it is.
 */
export async function addNote(
  args: Args & { readonly noteKind: NoteKind; readonly date: string; readonly text: string },
): Promise<NoteOutcome> {
  const { db, actor, slug, month, noteKind, date } = args;
  const text = plainWords(args.text);
  if (text === "") return { kind: "refused", why: "empty" };
  if ([...text].length > longestNote[noteKind]) return { kind: "refused", why: "too_long" };
  const { since, until } = monthWindow(month);
  if (noteKind === "annotation" && (date < since || date > until)) {
    return { kind: "refused", why: "outside_month" };
  }
  return db.asStaff(actor, async (tx): Promise<NoteOutcome> => {
    const open = await openReport(tx, actor, slug, month);
    if (open.kind === "refused") return open;
    const { clientId } = open.who;
    if ((await countNotes(tx, clientId, month, noteKind)) >= mostNotes) {
      return { kind: "refused", why: "too_many" };
    }
    const [row] = await tx
      .insert(reportNotes)
      .values({
        clientId,
        month: since,
        kind: noteKind,
        date,
        text,
        author: actor.name,
        authorStaffId: actor.staffId,
      })
      .returning({ id: reportNotes.id });
    if (!row) throw new Error("The line was not stored.");
    await recordAudit(tx, actor, {
      action: "report.note",
      subject: `${slug} ${month}`,
      detail: { note: row.id, kind: noteKind, date, text },
    });
    return { kind: "written", id: row.id as NoteId };
  });
}

/** Takes a line away, or brings it back (`removed: false`) where there is room for it. */
export async function setNoteRemoved(
  args: Args & { readonly id: NoteId; readonly removed: boolean; readonly now: Temporal.Instant },
): Promise<NoteOutcome> {
  const { db, actor, slug, month, id, removed, now } = args;
  return db.asStaff(actor, async (tx): Promise<NoteOutcome> => {
    const open = await openReport(tx, actor, slug, month);
    if (open.kind === "refused") return open;
    const { clientId } = open.who;
    const own = and(
      eq(reportNotes.id, id),
      eq(reportNotes.clientId, clientId),
      eq(reportNotes.month, `${month}-01`),
    );
    const [note] = await tx
      .select({ kind: reportNotes.kind, removedAt: reportNotes.removedAt })
      .from(reportNotes)
      .where(own);
    if (!note) return { kind: "refused", why: "unknown_note" };
    const comesBack = !removed && note.removedAt !== null;
    if (comesBack && (await countNotes(tx, clientId, month, note.kind)) >= mostNotes) {
      return { kind: "refused", why: "too_many" };
    }
    await tx
      .update(reportNotes)
      .set({ removedAt: removed ? new Date(now.epochMilliseconds) : null })
      .where(own);
    await recordAudit(tx, actor, {
      action: removed ? "report.note_removed" : "report.note_restored",
      subject: `${slug} ${month}`,
      detail: { note: id },
    });
    return { kind: "written", id };
  });
}

async function countNotes(
  tx: StaffTx,
  clientId: string,
  month: CalendarMonth,
  kind: string,
): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(reportNotes)
    .where(
      and(
        eq(reportNotes.clientId, clientId),
        eq(reportNotes.month, `${month}-01`),
        eq(reportNotes.kind, kind),
        isNull(reportNotes.removedAt),
      ),
    );
  return row?.n ?? 0;
}
