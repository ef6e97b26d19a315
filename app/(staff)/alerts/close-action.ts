"use server";

import { refresh } from "next/cache";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { requireStaff } from "@/lib/auth/current-staff";
import { loadStaffPage } from "@/lib/auth/staff-page";
import { portalDatabase } from "@/lib/db/portal-database";
import { dayYearText, localDay } from "@/lib/i18n/date-text";
import { shortestWhy } from "@/lib/report/corrections";
import { closeLooksWrong } from "@/lib/today/close-looks-wrong";

/** What is said afterwards, of which alert. `field`: the words are about what was typed. */
export type CloseAnswer = { readonly alert: number; readonly at: number } & (
  | { readonly done: string }
  | { readonly error: string; readonly field?: true }
);

const input = z.object({ alert: z.coerce.number().int().positive(), words: z.string().max(1000) });

/** Closes what somebody reported of a figure, with what was found; the rules are `closeLooksWrong`'s, the words are here. */
export async function closeReported(_before: CloseAnswer | null, form: FormData): Promise<CloseAnswer> {
  const staff = await requireStaff();
  const { t, agency } = await loadStaffPage();
  const now = Temporal.Now.instant();
  const asked = input.safeParse(Object.fromEntries(form));
  const about = { alert: asked.data?.alert ?? 0, at: now.epochMilliseconds };
  if (!asked.success) return { ...about, error: t("alertsPage.close.gone") };
  const outcome = await closeLooksWrong({ db: portalDatabase(), actor: staff.actor, ...asked.data, now });
  switch (outcome.kind) {
    case "closed":
      refresh();
      return { ...about, done: t("alertsPage.close.done") };
    case "already": {
      refresh();
      const date = dayYearText(staff.locale, localDay(agency.zone, outcome.at.toString()));
      return {
        ...about,
        error:
          outcome.by === null
            ? t("alertsPage.close.over", { date })
            : t("alertsPage.close.already", { name: outcome.by, date }),
      };
    }
    case "refused":
      switch (outcome.why) {
        case "words_too_short":
          return { ...about, error: t("alertsPage.close.tooShort", { count: shortestWhy }), field: true };
        case "not_allowed":
          return { ...about, error: t("alertsPage.answer.foreign") };
        case "unknown_alert":
          return { ...about, error: t("alertsPage.close.gone") };
      }
  }
}
