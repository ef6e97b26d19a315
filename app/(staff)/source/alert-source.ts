import { inArray } from "drizzle-orm";
import type { SourceAnswer } from "@/components/shell/source-answer";
import { alertOf } from "@/lib/alerts/alert";
import { type AmountKind, amountKindOf } from "@/lib/alerts/amount-kind";
import { amountText } from "@/lib/alerts/amount-text";
import { alertWords } from "@/lib/alerts/words";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { alerts } from "@/lib/db/schema/alerts";
import { createFormats } from "@/lib/i18n/formats";
import { affectedMoney } from "@/lib/today/affected-money";

/** The money alerts are about, of one kind: how it is made, one part per alert, with when the data said so last. */
export async function alertSource(
  tx: StaffTx,
  { t, staff, agency }: StaffPage,
  {
    ids,
    currency,
    of,
  }: { readonly ids: readonly number[]; readonly currency: string; readonly of: AmountKind },
): Promise<SourceAnswer | null> {
  const rows = await tx
    .select()
    .from(alerts)
    .where(inArray(alerts.id, [...ids]))
    .orderBy(alerts.id);
  const read = rows.map(alertOf);
  const money = affectedMoney(read).find((one) => one.currency === currency && one.kind === of);
  const known = read.filter((alert) => alert.currency === currency && amountKindOf(alert) === of);
  const [first] = known;
  if (!first || !money) return null;
  const format = createFormats({ locale: staff.locale, zone: agency.zone, currency });
  const write = (amount: string) => amountText(t, staff.locale, { currency, amount, kind: of });
  return {
    title: t("today.needs.column.money"),
    sum: write(money.amount),
    rows: [
      [t("report.panel.formula"), t(`today.source.alertFormula.${of}`)],
      ...known.map(
        (alert) =>
          [alertWords(t, format, alert).title, `${write(alert.amount ?? "0")} (${alert.subject})`] as const,
      ),
      [t("report.panel.zone"), t("today.source.totalZone", { currency })],
      [t("today.source.alertOpened"), format.instantMinute(first.openedAt.toString())],
      [t("report.panel.read"), format.instantMinute(first.seenAt.toString())],
    ],
    wrong: null,
  };
}
