import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { type NoteGroup, NotesEditor } from "@/app/(staff)/reports/notes/notes-editor";
import { dayText } from "@/lib/i18n/date-text";
import { longestNote, longestWords, mostNotes, noteKinds } from "@/lib/report/notes";
import { dayIn } from "@/lib/values/calendar-day";
import { monthWindow } from "@/lib/values/calendar-month";

/** What staff write into the month, for those who may. */
export function NotesPanel({ page }: { page: ClientMonth }) {
  const { t, staff, who, month, notes, report } = page;
  if (!page.mayChange) return null;
  const { until } = monthWindow(month);
  const today = dayIn(who.account.zone, page.now);
  const groups = noteKinds.map((kind): NoteGroup => {
    const lines = notes.filter((note) => note.kind === kind);
    return {
      kind,
      title: t(`publish.notes.${kind}`),
      hint: t(`publish.notes.${kind}Hint`, { count: mostNotes }),
      longest: longestNote[kind],
      // What is next lies ahead: from today on, or from the end of a month that is not over.
      day: kind === "next" && today > until ? today : until,
      lines: lines.map(({ id, date, text }) => ({
        id,
        day: dayText(staff.locale, date),
        text,
        remove: t("publish.notes.removeOf", { day: dayText(staff.locale, date), text }),
      })),
      full: lines.length >= mostNotes,
    };
  });
  return (
    <section aria-labelledby="notes" className="print:hidden">
      <h2 id="notes" className="mb-2 font-semibold text-base">
        {t("publish.notes.heading")}
      </h2>
      {page.publication ? <p className="mb-3 text-ink-3">{t("publish.notes.nextVersion")}</p> : null}
      <NotesEditor
        target={{ client: who.client.slug, period: month }}
        current={report.words?.text ?? ""}
        longestWords={longestWords}
        groups={groups}
        words={{
          date: t("publish.notes.date"),
          text: t("publish.notes.text"),
          add: t("publish.notes.add"),
          remove: t("publish.notes.remove"),
          undo: t("publish.notes.undo"),
          words: t("publish.notes.words"),
          wordsHint: t("publish.notes.wordsHint", { count: longestWords }),
          save: t("publish.notes.save"),
          full: t("publish.notes.tooMany", { count: mostNotes }),
        }}
      />
    </section>
  );
}
