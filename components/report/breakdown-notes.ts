import type { ReportKit } from "@/lib/publications/report-kit";
import type { Report } from "@/lib/report/document";

type Breakdown = Report["breakdowns"]["age_gender"];

/** What a breakdown covers and whether it adds up, or by how much it does not; why there is none. */
export function breakdownNotes({ t, format, view }: ReportKit, breakdown: Breakdown): string[] {
  if ("unavailable" in breakdown) return [];
  const { covers, difference, window } = breakdown;
  const whole = view.report.window;
  const { days: collected, expected } = view.report.coverage;
  const isWhole = window.since === whole.since && window.until === whole.until;
  const partly = { days: String(collected), expected: String(expected) };
  // Meta is asked for the whole month at once, so a breakdown has days that the figures lack.
  const days = !isWhole
    ? [t("report.people.days", { range: format.range(window.since, window.until) })]
    : collected < expected
      ? [t("report.people.wholeMonth", partly)]
      : [];
  if (covers.account_spend === null || difference === null) return [...days, t("report.people.unchecked")];
  const adds = /^-?0*(\.0*)?$/.test(difference);
  return [
    ...days,
    adds
      ? t("report.people.addsUp", { spend: format.money(covers.spend) })
      : t("report.people.differs", {
          spend: format.money(covers.spend),
          total: format.money(covers.account_spend),
          difference: format.signed("total_spend", difference),
        }),
  ];
}

/** Why a breakdown is not there, in words; null where it is. */
export function whyMissing({ t }: ReportKit, breakdown: Breakdown): string | null {
  return "unavailable" in breakdown ? t(`report.people.missing.${breakdown.unavailable}`) : null;
}
