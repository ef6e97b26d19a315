import { collectWords } from "@/app/(staff)/data-health/collect-words";
import { DayPanel } from "@/app/(staff)/data-health/day-panel";
import { loadDay, type OpenDay } from "@/app/(staff)/data-health/load-day";
import { pageNow, readBlockNow } from "@/app/(staff)/data-health/load-health";
import type { OpenedDay } from "@/components/health/day-grid-frame";
import { StateBlock } from "@/components/shell/state-block";
import type { StaffPage } from "@/lib/auth/staff-page";
import { gridWindow } from "@/lib/facts/grid/grid-window";
import { dayText } from "@/lib/i18n/date-text";
import { isCalendarDay } from "@/lib/values/calendar-day";

/** A day as the panel beside the grid shows it, with what can be done; or that there is no such day. */
export async function openedDay(
  page: StaffPage,
  asked: { readonly client: string; readonly day: string; readonly asTable: boolean },
): Promise<OpenedDay> {
  const { client, day, asTable } = asked;
  const now = pageNow();
  const window = gridWindow([page.agency.zone], page.agency.zone, now);
  const none = (
    <StateBlock glyph="unknown" title={page.t("health.day.unknownDay")}>
      {page.t("health.day.chooseHow")}
    </StateBlock>
  );
  if (!isCalendarDay(day)) return { client, day, panel: none, collect: null };
  const read = await readBlockNow("day", (tx) => loadDay(tx, page, { client, day, now, window, asTable }));
  if (!read.ok) return { client, day, panel: <Unread page={page} />, collect: null };
  if (!read.value) return { client, day, panel: none, collect: null };
  return { client, day, panel: <DayPanel open={read.value} />, collect: collectOf(read.value) };
}

function Unread({ page: { t } }: { page: StaffPage }) {
  return (
    <StateBlock glyph="blocked" title={t("health.block.unread", { what: t("health.days.title") })}>
      {t("health.block.unreadEffect")}
    </StateBlock>
  );
}

function collectOf({ t, locale, day, mayCollect, isOver }: OpenDay): NonNullable<OpenedDay["collect"]> {
  return {
    allowed: mayCollect && isOver,
    why: !mayCollect ? t("health.day.notYours") : isOver ? "" : t("health.day.notThere"),
    words: collectWords(t, dayText(locale, day)),
  };
}
