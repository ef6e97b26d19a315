import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { reports } from "@/lib/db/schema/publications";
import { openReport, type Refusal } from "@/lib/publications/notes/open-report";
import { longestWords, plainWords } from "@/lib/report/notes";
import type { CalendarMonth } from "@/lib/values/calendar-month";

export type WordsOutcome =
  /** As it is stored, and with what stood there before, empty for nothing, so that it can be brought back. */
  | { readonly kind: "written"; readonly text: string; readonly replaced: string }
  | Refusal
  /** Somebody else was faster: these words stand there now, empty for none. */
  | {
      readonly kind: "refused";
      readonly why: "written_meanwhile";
      readonly text: string;
      readonly by: string;
    }
  | { readonly kind: "refused"; readonly why: "too_long" };

/**
 * Staff's own words under the verdict, signed with the name of who wrote them last; empty takes them away. The next version prints them. Words
 * that another person saved since this one began are not replaced unseen.
 */
export async function writeWords(args: {
  readonly db: Database;
  readonly actor: Actor;
  readonly slug: string;
  readonly month: CalendarMonth;
  readonly text: string;
  /** The words that this person began with, empty for none. */
  readonly before: string;
}): Promise<WordsOutcome> {
  const { db, actor, slug, month } = args;
  const text = plainWords(args.text);
  if ([...text].length > longestWords) return { kind: "refused", why: "too_long" };
  return db.asStaff(actor, async (tx): Promise<WordsOutcome> => {
    const open = await openReport(tx, actor, slug, month);
    if (open.kind === "refused") return open;
    const own = and(eq(reports.clientId, open.who.clientId), eq(reports.month, `${month}-01`));
    const [row] = await tx.select({ words: reports.words, by: reports.wordsBy }).from(reports).where(own);
    const stands = row?.words ?? "";
    if (stands !== plainWords(args.before) && stands !== text) {
      return { kind: "refused", why: "written_meanwhile", text: stands, by: row?.by ?? "" };
    }
    await tx
      .update(reports)
      .set(text === "" ? { words: null, wordsBy: null } : { words: text, wordsBy: actor.name })
      .where(own);
    await recordAudit(tx, actor, { action: "report.words", subject: `${slug} ${month}`, detail: { text } });
    return { kind: "written", text, replaced: stands };
  });
}
