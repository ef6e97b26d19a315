import Link from "next/link";
import type { ReportList } from "@/app/(staff)/reports/load-list";
import { Kbd } from "@/components/ui/kbd";

/** The keys of the list, printed once under it; `[` and `]` are links to the months around. */
export function MonthKeys({ list }: { list: ReportList }) {
  const { t, month, periods } = list;
  const at = periods.indexOf(month);
  // Months stand newest first.
  const [earlier, later] = [periods[at + 1], periods[at - 1]];
  return (
    <p className="mt-3 flex max-w-[1160px] flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-xs">
      <span>{t("publish.list.keys")}</span>
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
    </p>
  );
}
