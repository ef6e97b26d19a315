import Link from "next/link";
import { type ListFilters, listHref } from "@/app/(staff)/reports/list/list-address";
import { type Readiness, readinessGroups } from "@/app/(staff)/reports/list/readiness";
import type { Translate } from "@/lib/i18n/translator";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** Which reports of the month the list shows, with how many there are; the address says which. */
export function ListFilter(props: {
  readonly t: Translate;
  readonly month: CalendarMonth;
  readonly filters: ListFilters;
  readonly counts: Readonly<Record<Readiness, number>>;
}) {
  const { t, month, filters, counts } = props;
  const shown = filters.show;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const items = [
    { group: null, label: t("publish.list.all"), count: all },
    ...readinessGroups
      .filter((group) => counts[group] > 0 || group === shown)
      .map((group) => ({ group, label: groupLabel(t, group), count: counts[group] })),
  ];
  return (
    <nav
      aria-label={t("publish.list.filter")}
      className="mt-2 mb-3 flex max-w-full flex-wrap overflow-hidden rounded-md border border-rule-strong desk:w-max desk:flex-nowrap"
    >
      {items.map(({ group, label, count }) => (
        <Link
          key={label}
          href={listHref(month, { ...filters, show: group })}
          aria-current={group === shown ? "page" : undefined}
          className="flex h-11 flex-1 items-center justify-center whitespace-nowrap border-rule border-l px-3 text-ink-2 first:border-l-0 hover:text-ink focus-visible:-outline-offset-2 aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-ink desk:h-7.5 desk:flex-none"
        >
          {label} {count}
        </Link>
      ))}
    </nav>
  );
}

/** Also the head of the group in the table. */
export function groupLabel(t: Translate, group: Readiness): string {
  return group === "look" ? t("publish.list.look") : t(`staff.reports.group.${group}`);
}
