import type { TodayFilters } from "@/app/(staff)/(home)/filters";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { paceText } from "@/app/(staff)/(home)/pace-cell";
import { Amount, Dash } from "@/app/(staff)/amount";
import { SourceOf } from "@/components/shell/source-of";
import { cn } from "@/components/ui/cn";
import { numberText } from "@/lib/i18n/number-text";
import type { CurrencyGroup } from "@/lib/today/sort-portfolio";
import { currencyDecimals } from "@/lib/values/currency";

/** The sum of one currency, over as many days as there are; results of different kinds have none. */
export function TotalRow({
  page,
  group,
  filters: { find, manager },
  hasPace,
}: {
  page: TodayPage;
  group: CurrencyGroup;
  /** The figures are of these clients only, and so is where they come from. */
  filters: TodayFilters;
  hasPace: boolean;
}) {
  const { t, staff } = page;
  const kinds = new Set(group.rows.flatMap(({ result }) => (result ? [result.metric] : [])));
  const source = {
    kind: "total",
    currency: group.currency,
    ...(find ? { find } : {}),
    ...(manager ? { manager } : {}),
  } as const;
  const short = group.days < group.expected;
  const partial = short ? (
    <SourceOf
      source={source}
      shown=""
      title={t("today.source.title")}
      className="font-semibold text-warn text-xs"
    >
      {t("today.portfolio.partialTotal", { days: String(group.days), expected: String(group.expected) })}
    </SourceOf>
  ) : null;
  return (
    <tr className="-mt-px grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-rule-strong border-t py-3 desk:mt-0 desk:table-row desk:h-9 desk:py-0">
      <th
        scope="row"
        className={cn(cell, "min-w-0 text-left font-semibold desk:pl-0 desk:whitespace-normal")}
      >
        {t("today.portfolio.total", { currency: group.currency, count: group.rows.length })}
      </th>
      <td className={cn(cell, "num text-right font-semibold")}>
        {group.spend === null ? (
          <Dash />
        ) : (
          <SourceOf
            source={source}
            shown={numberText(staff.locale, group.spend, currencyDecimals(group.currency))}
            title={t("today.source.title")}
          >
            <Amount locale={staff.locale} currency={group.currency} value={group.spend} />
          </SourceOf>
        )}
      </td>
      <td className={cn(cell, "pl-2 max-desk:col-start-1 max-desk:row-start-2 max-desk:pl-0")}>{partial}</td>
      <td
        colSpan={4}
        className={cn(
          cell,
          "text-ink-3 max-desk:col-span-2 max-desk:row-start-3 max-desk:pl-0 desk:whitespace-normal desk:text-pretty",
        )}
      >
        {kinds.size > 1 ? t("today.portfolio.totalKinds") : null}
      </td>
      {hasPace ? (
        <td className={cn(cell, "num text-right font-semibold max-desk:col-start-2 max-desk:row-start-2")}>
          {group.pace === null ? null : (
            <span className="inline-flex items-center gap-2.5">
              <SourceOf source={source} shown="" title={t("today.source.title")}>
                {paceText(staff.locale, group.pace)}
              </SourceOf>
              <span className="hidden w-[66px] wide:block" aria-hidden="true" />
            </span>
          )}
        </td>
      ) : null}
      <td className={cn(cell, "hidden desk:table-cell")} />
      <td className={cn(cell, "hidden desk:table-cell")} />
    </tr>
  );
}

const cell =
  "whitespace-nowrap leading-[22px] desk:border-rule-strong desk:border-t desk:pl-3 desk:leading-5";
