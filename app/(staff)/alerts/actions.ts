"use server";

import { refresh } from "next/cache";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { acknowledgeAlerts } from "@/lib/alerts/acknowledge";
import type { AlertChange } from "@/lib/alerts/change-alerts";
import { snoozeAlerts } from "@/lib/alerts/snooze";
import { undoAlertChange } from "@/lib/alerts/undo-change";
import { wakeAlerts } from "@/lib/alerts/wake";
import { requireStaff } from "@/lib/auth/current-staff";
import { loadStaffPage } from "@/lib/auth/staff-page";
import { portalDatabase } from "@/lib/db/portal-database";
import { dayYearText } from "@/lib/i18n/date-text";
import { addDays, dayIn, instantAt, isCalendarDay } from "@/lib/values/calendar-day";

/** What is said afterwards; `undo` are the events by which it can be taken back. */
export type AlertAnswer =
  | { readonly done: string; readonly undo: readonly number[]; readonly at: number }
  | { readonly error: string; readonly at: number };

const input = z.object({
  act: z.enum(["acknowledge", "snooze", "snooze_delivery", "wake"]),
  ids: z.array(z.coerce.number().int().positive()).min(1).max(2000),
  until: z.string().refine(isCalendarDay).optional().catch(undefined),
});

const undoInput = z.object({
  act: z.literal("undo"),
  events: z.array(z.coerce.number().int().positive()).min(1).max(2000),
});

/** Acknowledges, snoozes or opens again what was ticked, or takes that back; the rules are lib/alerts', the words are here. */
export async function changeAlertsByHand(_before: AlertAnswer | null, form: FormData): Promise<AlertAnswer> {
  const staff = await requireStaff();
  const { t, agency } = await loadStaffPage();
  const now = Temporal.Now.instant();
  const at = now.epochMilliseconds;
  const db = portalDatabase();
  const undo = undoInput.safeParse({ act: form.get("act"), events: numbersIn(form, "event") });
  if (undo.success) {
    const { restored, open } = await undoAlertChange(db, staff.actor, undo.data.events, now);
    refresh();
    if (restored.length === 0) return { error: t("alertsPage.answer.unchanged"), at };
    const done = t(`alertsPage.answer.${open ? "woken" : "undone"}`, { count: restored.length });
    return { done, undo: [], at };
  }
  const asked = input.safeParse({
    act: form.get("act"),
    ids: numbersIn(form, "alert"),
    until: form.get("until") ?? undefined,
  });
  if (!asked.success) return { error: t("alertsPage.answer.nothing"), at };
  const { act, ids, until } = asked.data;
  const say = (change: AlertChange, words: (count: number) => string, canUndo: boolean): AlertAnswer => {
    refresh();
    const { changed, foreign, events } = change;
    if (changed.length === 0) {
      return {
        error: t(foreign.length > 0 ? "alertsPage.answer.foreign" : "alertsPage.answer.unchanged"),
        at,
      };
    }
    const left = foreign.length > 0 ? ` ${t("alertsPage.answer.left", { count: foreign.length })}` : "";
    return { done: `${words(changed.length)}${left}`, undo: canUndo ? events : [], at };
  };
  switch (act) {
    case "acknowledge":
      return say(
        await acknowledgeAlerts(db, staff.actor, ids, now),
        (count) => t("alertsPage.answer.acknowledged", { count }),
        true,
      );
    case "wake":
      return say(
        await wakeAlerts(db, staff.actor, ids, now),
        (count) => t("alertsPage.answer.woken", { count }),
        false,
      );
    case "snooze_delivery":
      return say(
        await snoozeAlerts(db, staff.actor, ids, "delivery", now),
        (count) => t("alertsPage.answer.snoozedDelivery", { count }),
        true,
      );
    case "snooze": {
      if (!until) return { error: t("alertsPage.answer.noDay"), at };
      if (until <= dayIn(agency.zone, now) || until > addDays(dayIn(agency.zone, now), 366)) {
        return { error: t("alertsPage.answer.otherDay"), at };
      }
      const date = dayYearText(staff.locale, until);
      return say(
        await snoozeAlerts(db, staff.actor, ids, instantAt(agency.zone, until, "00:00"), now),
        (count) => t("alertsPage.answer.snoozed", { count, date }),
        true,
      );
    }
  }
}

/** Numbers that a form has as several fields, or as one with commas. */
function numbersIn(form: FormData, name: string): string[] {
  return form.getAll(name).flatMap((value) => String(value).split(","));
}
