import type { Temporal } from "temporal-polyfill";
import type { SourceAnswer } from "@/components/shell/source-answer";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { rangeText } from "@/lib/i18n/date-text";
import { moneyText } from "@/lib/i18n/money-text";
import { readPortfolio } from "@/lib/today/read-portfolio";
import { groupPortfolio } from "@/lib/today/sort-portfolio";
import { monthWindow } from "@/lib/values/calendar-month";

/** The sum of one currency on Today: its parts are the rows, each with its own source. */
export async function totalSource(
  tx: StaffTx,
  { t, staff, agency }: StaffPage,
  { currency, now }: { readonly currency: string; readonly now: Temporal.Instant },
): Promise<SourceAnswer | null> {
  const { month, rows } = await readPortfolio(tx, { zone: agency.zone, now });
  const group = groupPortfolio(rows, { key: "spend", down: true }).find((one) => one.currency === currency);
  if (!group) return null;
  const { since, until } = monthWindow(month);
  return {
    title: t("today.source.total", { count: group.rows.length, currency }),
    sum: group.spend === null ? "—" : moneyText(staff.locale, currency, group.spend),
    rows: [
      [t("report.panel.formula"), t("today.source.totalFormula")],
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
