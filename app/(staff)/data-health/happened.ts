import type { OpenDay } from "@/app/(staff)/data-health/load-day";
import { conversionsSettleAfter } from "@/lib/facts/day-state";
import { dayText, monthText } from "@/lib/i18n/date-text";
import { moneyText } from "@/lib/i18n/money-text";
import { addDays } from "@/lib/values/calendar-day";
import { monthOf } from "@/lib/values/calendar-month";

const classes = [
  "RETRY",
  "WAIT_ACCOUNT",
  "WAIT_APP",
  "REDUCE",
  "SPLIT_ASYNC",
  "FIX_CREDENTIALS",
  "FIX_PERMISSION",
  "RESTART_PAGING",
  "CLAMP",
  "PERMANENT",
  "VERSION",
] as const;

/** An error class that has words. */
export function errorKey(found: string) {
  return classes.find((each) => each === found) ?? "other";
}

/** What happened to the day, in sentences: cause, effect, next step. */
export function happenedOf({ t, locale, detail, cell, day, isUncalled }: OpenDay): string[] {
  if (!cell) return [t("health.day.happened.none")];
  const sentences: string[] = [];
  const money = (value: string) => moneyText(locale, detail.currency, value.replace(/^-/, ""));
  const differs = detail.row?.differences.find(({ metric }) => metric === "total_spend");
  const failed = detail.attempts.find(({ error }) => error !== null)?.error ?? null;
  if (cell.drawn === "unreconciled" && differs) {
    sentences.push(
      t("health.day.happened.spend", {
        campaigns: money(differs.campaigns),
        account: money(differs.account),
        difference: money(differs.difference),
      }),
    );
  }
  if ((cell.drawn === "failed" || cell.drawn === "late") && failed) {
    const key = errorKey(failed.class);
    sentences.push(`${t(`health.error.${key}`)}. ${t(`health.error.next.${key}`)}`);
  }
  switch (cell.drawn) {
    case "failed":
      sentences.push(t(failed?.willRetry ? "health.day.happened.failedRetry" : "health.day.happened.failed"));
      break;
    case "late":
      sentences.push(t(isUncalled ? "health.day.happened.lateUncalled" : "health.day.happened.late"));
      break;
    case "unreconciled":
      sentences.push(t("health.day.happened.unreconciled", { month: monthText(locale, monthOf(day)) }));
      break;
    case "provisional":
      sentences.push(
        t("health.day.happened.provisional", {
          until: dayText(locale, addDays(day, conversionsSettleAfter)),
        }),
      );
      break;
    default:
      sentences.push(t(`health.day.happened.${cell.drawn}`));
  }
  if (detail.gap) {
    const key = detail.gap.isGone ? "gone" : "gap";
    sentences.push(t(`health.day.happened.${key}`, { time: openMoment(detail.gap.probedAt) }));
  }
  return sentences;

  function openMoment(at: NonNullable<typeof detail.gap>["probedAt"]): string {
    return dayText(locale, at.toZonedDateTimeISO(detail.zone).toPlainDate().toString());
  }
}
