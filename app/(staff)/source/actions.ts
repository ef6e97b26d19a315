"use server";

import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { alertSource } from "@/app/(staff)/source/alert-source";
import { healthFigures, healthSource } from "@/app/(staff)/source/health-source";
import { linkSource } from "@/app/(staff)/source/link-source";
import { monthSource } from "@/app/(staff)/source/month-source";
import { sentenceSource } from "@/app/(staff)/source/sentences/sentence-source";
import { totalAsked, totalSource } from "@/app/(staff)/source/total-source";
import type { SourceAnswer, WrongAnswer } from "@/components/shell/source-answer";
import { amountKinds } from "@/lib/alerts/amount-kind";
import { requireStaff } from "@/lib/auth/current-staff";
import { loadStaffPage } from "@/lib/auth/staff-page";
import { portalDatabase } from "@/lib/db/portal-database";
import { dayYearText, localDay } from "@/lib/i18n/date-text";
import { logger } from "@/lib/ops/logger";
import { metricKeys } from "@/lib/report/document";
import { reportLooksWrong } from "@/lib/today/report-looks-wrong";
import { type CalendarMonth, isCalendarMonth } from "@/lib/values/calendar-month";

const month = z.custom<CalendarMonth>((value) => typeof value === "string" && isCalendarMonth(value));
const metric = z.enum(metricKeys);
const client = z.string().min(1).max(200);
const sentence = z.discriminatedUnion("of", [
  z.object({ kind: z.literal("sentence"), of: z.enum(["today", "alerts", "links", "health"]) }),
  z.object({ kind: z.literal("sentence"), of: z.literal("reports"), month }),
  z.object({ kind: z.literal("sentence"), of: z.literal("month"), client, month }),
]);
const figure = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("month"),
    client,
    month,
    metric,
    part: z.string().max(200).optional(),
  }),
  z.object({
    kind: z.literal("health"),
    metric: z.enum(healthFigures),
    part: z.string().max(200).default(""),
  }),
  totalAsked,
  z.object({
    kind: z.literal("alert"),
    ids: z.array(z.number().int().positive()).min(1).max(2000),
    currency: z.string().length(3),
    of: z.enum(amountKinds),
  }),
  z.object({ kind: z.literal("link"), id: z.uuid() }),
]);
const request = z.union([figure, sentence]);

/** Where a figure of a staff page comes from, read anew from the same facts. */
export async function readSource(asked: unknown): Promise<SourceAnswer> {
  const staff = await requireStaff();
  const page = await loadStaffPage();
  const { t } = page;
  const input = request.safeParse(asked);
  if (!input.success) return { error: t("today.source.failed") };
  const { data } = input;
  try {
    if (data.kind === "sentence")
      return (await sentenceSource(page, data)) ?? { error: t("today.source.failed") };
    const now = Temporal.Now.instant();
    const answer = await portalDatabase().asStaff(
      staff.actor,
      async (tx): Promise<SourceAnswer | null> => {
        switch (data.kind) {
          case "month":
            return monthSource(tx, page, { ...data, now });
          case "health":
            return healthSource(tx, page, { ...data, now });
          case "total":
            return totalSource(tx, page, { ...data, now });
          case "alert":
            return alertSource(tx, page, data);
          case "link":
            return linkSource(tx, page, { ...data, now });
        }
      },
      { snapshot: true },
    );
    return answer ?? { error: t("today.source.gone") };
  } catch (error) {
    logger.error({ err: error }, "source_failed");
    return { error: t("today.source.failed") };
  }
}

const wrong = z.object({
  client,
  month,
  metric,
  part: z.string().max(2000).default(""),
  shown: z.string().max(100),
  reason: z.string().max(1000).default(""),
});

/** "This number looks wrong": the rules are `reportLooksWrong`'s, the words are here. */
export async function sayLooksWrong(form: FormData): Promise<WrongAnswer> {
  const staff = await requireStaff();
  const { t, agency } = await loadStaffPage();
  const input = wrong.safeParse(Object.fromEntries(form));
  if (!input.success) return { error: t("today.source.failed") };
  const { client, part, shown, ...about } = input.data;
  const outcome = await reportLooksWrong({
    db: portalDatabase(),
    actor: staff.actor,
    slug: client,
    ...about,
    shown: part ? `${part}: ${shown}` : shown,
    now: Temporal.Now.instant(),
  });
  switch (outcome.kind) {
    case "reported":
      return { done: t("today.source.wrong.done"), alert: null };
    case "already": {
      const date = dayYearText(staff.locale, localDay(agency.zone, outcome.at.toString()));
      return { done: t("today.source.wrong.already", { date, name: outcome.by }), alert: outcome.alert };
    }
    case "refused":
      return {
        error: t(outcome.why === "not_allowed" ? "today.source.wrong.notYours" : "today.source.gone"),
      };
  }
}
