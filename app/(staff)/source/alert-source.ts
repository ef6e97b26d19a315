import { inArray } from "drizzle-orm";
import type { SourceAnswer } from "@/components/shell/source-answer";
import { alertOf } from "@/lib/alerts/alert";
import { alertWords } from "@/lib/alerts/words";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { alerts } from "@/lib/db/schema/alerts";
import { createFormats } from "@/lib/i18n/formats";
import { moneyText } from "@/lib/i18n/money-text";
import { affectedMoney } from "@/lib/today/affected-money";

/** The money an alert is about: the spend of its days, one part per alert, with when the data said so last. */
export async function alertSource(
  tx: StaffTx,
  { t, staff, agency }: StaffPage,
  { ids, currency }: { readonly ids: readonly number[]; readonly currency: string },
): Promise<SourceAnswer | null> {
  const rows = await tx
    .select()
    .from(alerts)
    .where(inArray(alerts.id, [...ids]))
    .orderBy(alerts.id);
  const known = rows.map(alertOf).filter((alert) => alert.currency === currency && alert.amount !== null);
  const [first] = known;
  if (!first) return null;
  const format = createFormats({ locale: staff.locale, zone: agency.zone, currency });
  const money = (amount: string) => moneyText(staff.locale, currency, amount);
  return {
    title: t("today.needs.column.money"),
    sum: money(affectedMoney(known)[0]?.amount ?? "0"),
    rows: [
      [t("report.panel.formula"), t("today.source.alertFormula")],
      ...known.map(
        (alert) =>
          [alertWords(t, format, alert).title, `${money(alert.amount ?? "0")} (${alert.subject})`] as const,
      ),
      [t("report.panel.zone"), t("today.source.totalZone", { currency })],
      [t("today.source.alertOpened"), format.instantMinute(first.openedAt.toString())],
      [t("report.panel.read"), format.instantMinute(first.seenAt.toString())],
    ],
    wrong: null,
  };
}
