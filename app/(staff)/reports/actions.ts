"use server";

import { refresh } from "next/cache";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { changedSinceText } from "@/app/(staff)/reports/publish/changed-since-text";
import { readFaster } from "@/app/(staff)/reports/publish/read-faster";
import { linkRefusal } from "@/app/(staff)/share-links/link-refusal";
import type { LinkAnswer } from "@/app/(staff)/share-links/refused-at";
import { requireStaff } from "@/lib/auth/current-staff";
import { portalDatabase } from "@/lib/db/portal-database";
import { dayYearText } from "@/lib/i18n/date-text";
import { createTranslate, type Translate } from "@/lib/i18n/translator";
import { requireEnv } from "@/lib/ops/env";
import { logger } from "@/lib/ops/logger";
import { publishReport } from "@/lib/publications/publish-report";
import { shortestOverrideReason } from "@/lib/report/publishing-rules";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { revokeShareLink } from "@/lib/sharing/revoke-share-link";
import { isCalendarDay } from "@/lib/values/calendar-day";
import { isCalendarMonth } from "@/lib/values/calendar-month";
import type { ShareLinkId } from "@/lib/values/ids";
import { typedWords } from "@/lib/values/typed-words";

/** What a form says afterwards: it worked, or it stays and says why. */
export type FormAnswer = { readonly done: string } | { readonly error: string };

const month = z.string().refine(isCalendarMonth);
const publishInput = z.object({
  client: z.string().min(1).max(200),
  period: month,
  reason: z.string().max(2000).optional(),
  seen: z.string().max(200),
});
const linkInput = z.object({
  client: z.string().min(1).max(200),
  period: month,
  until: z.string().refine(isCalendarDay),
  passcode: z.string().max(200).default(""),
});

/** Freezes the month as version 1; the rules are `publishReport`'s, the words are here. */
export async function publishMonth(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const staff = await requireStaff();
  const t = createTranslate(staff.locale);
  const input = publishInput.safeParse(Object.fromEntries(form));
  if (!input.success) return { error: t("staff.month.publish.faulty") };
  const { client, period, reason, seen } = input.data;
  const outcome = await publishReport({
    db: portalDatabase(),
    actor: staff.actor,
    slug: client,
    month: period,
    seen,
    ...(reason?.trim() ? { overrideReason: reason } : {}),
    now: Temporal.Now.instant(),
  });
  refresh();
  switch (outcome.kind) {
    case "published":
      logger.info({ event: "report_published", client, month: period, version: outcome.version });
      return { done: t("staff.month.publish.done", { version: String(outcome.version) }) };
    case "blocked":
      return {
        error: t(
          outcome.reasons.every(({ overridable }) => overridable)
            ? "staff.month.publish.blockedBy"
            : "staff.month.publish.blockedFirm",
        ),
      };
    case "refused":
      switch (outcome.why) {
        case "unknown_client":
          return { error: t("staff.month.publish.gone") };
        case "not_allowed":
          return { error: t("staff.month.publish.notYours") };
        case "reason_too_short":
          return { error: tooShort(t, reason ?? "") };
        case "changed_since":
          return { error: changedSinceText(t, staff.locale, outcome.parts) };
        case "already_published":
          return { error: t("staff.month.publish.already", await readFaster(staff.actor, client, period)) };
      }
  }
}

/** Makes a link to the month; its secret is in the answer and nowhere else. */
export async function shareMonth(_before: LinkAnswer | null, form: FormData): Promise<LinkAnswer> {
  const staff = await requireStaff();
  const t = createTranslate(staff.locale);
  const input = linkInput.safeParse(Object.fromEntries(form));
  if (!input.success) return { error: t("staff.month.share.malformed"), at: "until" };
  const { client, period, until, passcode } = input.data;
  // Before the link is made, which can be shown this once.
  const appUrl = requireEnv("APP_URL");
  const outcome = await createShareLink({
    db: portalDatabase(),
    actor: staff.actor,
    slug: client,
    month: period,
    lastDay: until,
    ...(passcode.trim() === "" ? {} : { passcode }),
    now: Temporal.Now.instant(),
  });
  if (outcome.kind === "refused") return linkRefusal(t, outcome.why);
  refresh();
  return {
    url: new URL(outcome.path, appUrl).toString(),
    until: dayYearText(staff.locale, outcome.lastDay),
  };
}

/** Ends a link for good. */
export async function revokeLink(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const staff = await requireStaff();
  const t = createTranslate(staff.locale);
  const id = z.uuid().safeParse(form.get("link"));
  if (!id.success) return { error: t("staff.month.publish.faulty") };
  const outcome = await revokeShareLink({
    db: portalDatabase(),
    actor: staff.actor,
    id: id.data as ShareLinkId,
  });
  refresh();
  if (outcome.kind === "refused") {
    return {
      error: t(outcome.why === "not_allowed" ? "staff.month.share.notYours" : "staff.month.publish.faulty"),
    };
  }
  return { done: t("staff.month.share.wasRevoked") };
}

function tooShort(t: Translate, reason: string): string {
  return t("staff.month.publish.tooShort", {
    count: shortestOverrideReason - [...typedWords(reason)].length,
  });
}
