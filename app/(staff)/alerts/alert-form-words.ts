import type { AlertFormWords } from "@/app/(staff)/alerts/alert-form";
import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { addDays, dayIn } from "@/lib/values/calendar-day";

/** The words of the verbs, and the days between which one can snooze. */
export function alertFormWords({ t, agency, now }: AlertsPage): AlertFormWords {
  const today = dayIn(agency.zone, now);
  return {
    acknowledge: t("alertsPage.verb.acknowledge"),
    snooze: t("alertsPage.verb.snooze"),
    wake: t("alertsPage.verb.wake"),
    busy: t("alertsPage.verb.busy"),
    clear: t("alertsPage.verb.clear"),
    // One text for every number: the form counts in the browser.
    selected: Array.from({ length: 51 }, (_, count) => t("alertsPage.verb.selected", { count })),
    dialog: t("alertsPage.snooze.title"),
    day: t("alertsPage.snooze.day"),
    dayHint: t("alertsPage.snooze.dayHint"),
    byDay: t("alertsPage.snooze.byDay"),
    delivery: t("alertsPage.snooze.delivery"),
    deliveryHint: t("alertsPage.snooze.deliveryHint"),
    cancel: t("alertsPage.snooze.cancel"),
    firstDay: addDays(today, 1),
    usualDay: addDays(today, 7),
    lastDay: addDays(today, 366),
  };
}
