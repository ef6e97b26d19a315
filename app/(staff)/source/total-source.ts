import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { filterRows } from "@/app/(staff)/(home)/filters";
import type { SourceAnswer } from "@/components/shell/source-answer";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { rangeText } from "@/lib/i18n/date-text";
import { moneyText } from "@/lib/i18n/money-text";
import { readPortfolio } from "@/lib/today/read-portfolio";
import { groupPortfolio } from "@/lib/today/sort-portfolio";
import { monthWindow } from "@/lib/values/calendar-month";

/** A total of Today as a figure asks for it: of one currency, and of the clients that the page's filter left. */
export const totalAsked = z.object({
  kind: z.literal("total"),
  currency: z.string().length(3),
  /** Part of a client's name, as the address has it. */
  find: z.string().min(1).max(200).optional(),
  manager: z.uuid().optional(),
});
export type TotalAsked = z.infer<typeof totalAsked>;

/**
 * The sum of one currency on Today: its parts are the rows, each with its own source. A filtered page's total is of the clients that pass the same
 * filter, which the answer names; null where no client has the currency.
 */
export async function totalSource(
  tx: StaffTx,
  { t, staff, agency }: StaffPage,
  { currency, find = "", manager, now }: Omit<TotalAsked, "kind"> & { readonly now: Temporal.Instant },
): Promise<SourceAnswer | null> {
  const { month, rows } = await readPortfolio(tx, { zone: agency.zone, now });
  const isFiltered = find !== "" || manager !== undefined;
  const group = groupPortfolio(filterRows(rows, { find, manager: manager ?? null }), {
    key: "spend",
    down: true,
  }).find((one) => one.currency === currency);
  if (!group) return isFiltered ? { error: t("today.source.noneFits", { currency }) } : null;
  const managed = manager === undefined ? null : group.rows[0]?.manager;
  const filters = [
    find === "" ? [] : t("today.source.filterName", { find }),
    managed ? t("today.source.filterManager", { name: managed.name }) : [],
  ].flat();
  const { since, until } = monthWindow(month);
  return {
    title: t("today.source.total", { count: group.rows.length, currency }),
    sum: group.spend === null ? "—" : moneyText(staff.locale, currency, group.spend),
    rows: [
      [t("report.panel.formula"), t("today.source.totalFormula")],
      ...(isFiltered
        ? [[t("today.source.filter"), [...filters, t("today.source.filterRest")].join(" ")] as const]
        : []),
      [
        t("report.panel.days"),
        t("today.source.totalDays", {
          days: String(group.days),
          expected: String(group.expected),
          range: rangeText(staff.locale, since, until),
        }),
      ],
      [t("report.panel.zone"), t("today.source.totalZone", { currency })],
      ...group.rows.map(
        ({ name, spend }) =>
          [name, spend.value === null ? "—" : moneyText(staff.locale, currency, spend.value)] as const,
      ),
      [t("today.source.parts"), t("today.source.perClient")],
    ],
    wrong: null,
  };
}
