import Link from "next/link";
import { type Readiness, readinessGroups } from "@/app/(staff)/reports/readiness";
import { cn } from "@/components/ui/cn";
import type { Translate } from "@/lib/i18n/translator";

/** Which reports of the month the list shows, with how many there are; the address says which. */
export function ListFilter(props: {
  readonly t: Translate;
  readonly month: string;
  readonly shown: Readiness | null;
  readonly counts: Readonly<Record<Readiness, number>>;
}) {
  const { t, month, shown, counts } = props;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const items = [
    { group: null, label: t("publish.list.all"), count: all },
    ...readinessGroups
      .filter((group) => counts[group] > 0 || group === shown)
      .map((group) => ({ group, label: groupLabel(t, group), count: counts[group] })),
  ];
  return (
    <nav aria-label={t("publish.list.filter")} className="mt-2 flex max-w-[1160px] flex-wrap gap-x-4 gap-y-1">
      {items.map(({ group, label, count }) => (
        <Link
          key={label}
          href={`/reports?period=${month}${group ? `&show=${group}` : ""}`}
          aria-current={group === shown ? "page" : undefined}
          className={cn(
            "inline-flex min-h-11 items-center text-ink-2 underline-offset-3 hover:underline desk:min-h-8",
            group === shown ? "font-semibold text-ink" : null,
          )}
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
