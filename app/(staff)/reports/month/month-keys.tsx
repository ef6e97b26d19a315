import Link from "next/link";
import type { ReportList } from "@/app/(staff)/reports/list/load-list";
import { Kbd } from "@/components/ui/kbd";

/** The keys of the list, printed once under it, where there is a keyboard; `[` and `]` are links to the months around. */
export function MonthKeys({ list }: { list: ReportList }) {
  const { t, month, periods } = list;
  const at = periods.indexOf(month);
  // Months stand newest first.
  const [earlier, later] = [periods[at + 1], periods[at - 1]];
  return (
    <p className="mt-3 hidden max-w-[1160px] items-center gap-x-1 text-ink-3 text-xs desk:flex print:hidden">
      <Kbd>J</Kbd> <Kbd>K</Kbd> {t("today.keys.move")} · <Kbd>X</Kbd> {t("today.keys.select")} ·{" "}
      <Kbd>Enter</Kbd> {t("today.keys.open")} ·
      {earlier ? (
        <Link href={`/reports?period=${earlier}`} data-key="[" aria-label={t("staff.reports.select.earlier")}>
          <Kbd>[</Kbd>
        </Link>
      ) : null}
      {later ? (
        <Link href={`/reports?period=${later}`} data-key="]" aria-label={t("staff.reports.select.later")}>
          <Kbd>]</Kbd>
        </Link>
      ) : null}
      {earlier || later ? t("publish.list.keys") : null}
    </p>
  );
}
