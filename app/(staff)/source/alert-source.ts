import { eq, inArray } from "drizzle-orm";
import type { SourceAnswer } from "@/components/shell/source-answer";
import { type Alert, alertOf } from "@/lib/alerts/alert";
import { type AmountKind, amountKindOf } from "@/lib/alerts/amount-kind";
import { amountText } from "@/lib/alerts/amount-text";
import { alertWords } from "@/lib/alerts/words";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { alerts } from "@/lib/db/schema/alerts";
import { clients } from "@/lib/db/schema/people";
import { createFormats } from "@/lib/i18n/formats";
import { affectedMoney } from "@/lib/today/affected-money";

/** The money alerts are about, of one kind: how it is made, one part per alert by its client's name, with when the data said so last. */
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
    .select({ alert: alerts, client: clients.name })
    .from(alerts)
    .leftJoin(clients, eq(clients.id, alerts.clientId))
    .where(inArray(alerts.id, [...ids]))
    .orderBy(alerts.id);
  const read = rows.map(({ alert, client }) => ({ alert: alertOf(alert), client }));
  const money = affectedMoney(read.map(({ alert }) => alert)).find(
    (one) => one.currency === currency && one.kind === of,
  );
  const known = read.filter(({ alert }) => alert.currency === currency && amountKindOf(alert) === of);
  const first = known[0]?.alert;
  if (!first || !money) return null;
  const format = createFormats({ locale: staff.locale, zone: agency.zone, currency });
  const isNameEnough = areToldByName(known.map(({ alert }) => alert));
  const nameOf = ({ alert, client }: (typeof known)[number]) => {
    const { title } = alertWords(t, format, alert);
    if (client === null) return title;
    return isNameEnough ? client : `${client}: ${title}`;
  };
  const write = (amount: string) => amountText(t, staff.locale, { currency, amount, kind: of });
  return {
    title: t("today.needs.column.money"),
    sum: write(money.amount),
    rows: [
      [t("report.panel.formula"), t(`today.source.alertFormula.${of}`)],
      ...known.map((one) => [nameOf(one), write(one.alert.amount ?? "0")] as const),
      [t("report.panel.zone"), t("today.source.totalZone", { currency })],
      [t("today.source.alertOpened"), format.instantMinute(first.openedAt.toString())],
      [t("report.panel.read"), format.instantMinute(first.seenAt.toString())],
    ],
    wrong: null,
  };
}

/** Whether a client's name is enough to tell them apart: one check, and one alert of each client. */
function areToldByName(some: readonly Pick<Alert, "check" | "clientId">[]): boolean {
  const checks = new Set(some.map(({ check }) => check));
  return checks.size === 1 && new Set(some.map(({ clientId }) => clientId)).size === some.length;
}
