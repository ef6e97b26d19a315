"use server";

import { refresh } from "next/cache";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { requireStaff } from "@/lib/auth/current-staff";
import { portalDatabase } from "@/lib/db/portal-database";
import { dayYearText } from "@/lib/i18n/date-text";
import { createTranslate, type Translate } from "@/lib/i18n/translator";
import { requireEnv } from "@/lib/ops/env";
import { changeShareLink, type ShareLinkChange } from "@/lib/sharing/change-share-link";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { shortestPasscode } from "@/lib/sharing/passcode";
import { revokeShareLink } from "@/lib/sharing/revoke-share-link";
import { isCalendarDay } from "@/lib/values/calendar-day";
import type { ShareLinkId } from "@/lib/values/ids";

/** It worked, with the new address where there is one; or it did not, and why. */
type ChangeAnswer = { readonly done: string } | { readonly url: string } | { readonly error: string };
type CreateAnswer = { readonly url: string; readonly until: string } | { readonly error: string };

const changeInput = z.object({
  link: z.uuid(),
  act: z.enum(["pause", "resume", "replace", "passcode", "revoke"]),
  passcode: z.string().max(200).default(""),
});
const createInput = z.object({
  client: z.string().min(1).max(200),
  kind: z.enum(["report", "csv"]),
  label: z.string().max(80).default(""),
  until: z.string().refine(isCalendarDay),
  passcode: z.string().max(200).default(""),
});

/** Pauses, resumes, revokes a link, gives it a new secret or another passcode; the next request already finds it so. */
export async function changeLink(_before: ChangeAnswer | null, form: FormData): Promise<ChangeAnswer> {
  const staff = await requireStaff();
  const t = createTranslate(staff.locale);
  const input = changeInput.safeParse(Object.fromEntries(form));
  if (!input.success) return { error: t("staff.month.publish.faulty") };
  const { act } = input.data;
  const id = input.data.link as ShareLinkId;
  const common = { db: portalDatabase(), actor: staff.actor, id };
  const passcode = input.data.passcode.trim();
  const change: ShareLinkChange | null =
    act === "revoke"
      ? null
      : act === "passcode"
        ? { kind: act, passcode: passcode === "" ? null : passcode }
        : { kind: act };
  const outcome = change
    ? await changeShareLink({ ...common, change, now: Temporal.Now.instant() })
    : await revokeShareLink(common);
  refresh();
  if (outcome.kind === "refused") return { error: refusedText(t, outcome.why) };
  if (outcome.kind === "changed" && outcome.path)
    return { url: new URL(outcome.path, requireEnv("APP_URL")).toString() };
  return { done: t(`share.staff.done.${act}`) };
}

/** Makes a link to all months of a client, or the address that a spreadsheet reads; its secret is in the answer and nowhere else. */
export async function createLink(_before: CreateAnswer | null, form: FormData): Promise<CreateAnswer> {
  const staff = await requireStaff();
  const t = createTranslate(staff.locale);
  const input = createInput.safeParse(Object.fromEntries(form));
  if (!input.success) return { error: t("staff.month.share.malformed") };
  const { client, kind, label, until, passcode } = input.data;
  const outcome = await createShareLink({
    db: portalDatabase(),
    actor: staff.actor,
    slug: client,
    month: null,
    linkKind: kind,
    label,
    lastDay: until,
    ...(passcode.trim() === "" ? {} : { passcode }),
    now: Temporal.Now.instant(),
  });
  if (outcome.kind === "refused") return { error: refusedText(t, outcome.why) };
  refresh();
  return {
    url: new URL(outcome.path, requireEnv("APP_URL")).toString(),
    until: dayYearText(staff.locale, outcome.lastDay),
  };
}

type Refusal =
  | Extract<Awaited<ReturnType<typeof changeShareLink>>, { kind: "refused" }>["why"]
  | Extract<Awaited<ReturnType<typeof createShareLink>>, { kind: "refused" }>["why"];

function refusedText(t: Translate, why: Refusal): string {
  switch (why) {
    case "unknown_link":
    case "unknown_client":
      return t("staff.month.publish.gone");
    case "not_allowed":
      return t("staff.month.share.notYours");
    case "no_account":
      return t("staff.month.share.noAccount");
    case "revoked":
      return t("share.staff.alreadyRevoked");
    case "already_past":
      return t("staff.month.share.past");
    case "too_far":
      return t("share.staff.tooFar");
    case "passcode_too_short":
      return t("share.staff.passcodeShort", { least: shortestPasscode });
    case "no_passcode_here":
      return t("share.staff.noPasscodeHere");
  }
}
