"use server";

import { refresh } from "next/cache";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { linkRefusal } from "@/app/(staff)/share-links/link-refusal";
import type { LinkAnswer, LinkRefusal } from "@/app/(staff)/share-links/refused-at";
import { requireStaff } from "@/lib/auth/current-staff";
import { portalDatabase } from "@/lib/db/portal-database";
import { dayYearText } from "@/lib/i18n/date-text";
import { createTranslate } from "@/lib/i18n/translator";
import { requireEnv } from "@/lib/ops/env";
import { changeShareLink, type ShareLinkChange } from "@/lib/sharing/change-share-link";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { revokeShareLink } from "@/lib/sharing/revoke-share-link";
import { isCalendarDay } from "@/lib/values/calendar-day";
import type { ShareLinkId } from "@/lib/values/ids";

/** It worked, with the new address where there is one; or it did not, and why. */
type ChangeAnswer = { readonly done: string } | { readonly url: string } | LinkRefusal;

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
  // Before anything is written: a secret that cannot be shown afterwards is lost.
  const appUrl = requireEnv("APP_URL");
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
  if (outcome.kind === "refused") return linkRefusal(t, outcome.why);
  if (outcome.kind === "changed" && outcome.path) return { url: new URL(outcome.path, appUrl).toString() };
  return { done: t(`share.staff.done.${act}`) };
}

/** Makes a link to all months of a client, or the address that a spreadsheet reads; its secret is in the answer and nowhere else. */
export async function createLink(_before: LinkAnswer | null, form: FormData): Promise<LinkAnswer> {
  const staff = await requireStaff();
  const t = createTranslate(staff.locale);
  const input = createInput.safeParse(Object.fromEntries(form));
  if (!input.success) return { error: t("staff.month.share.malformed"), at: "until" };
  const { client, kind, label, until, passcode } = input.data;
  // Before the link is made, which can be shown this once.
  const appUrl = requireEnv("APP_URL");
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
  if (outcome.kind === "refused") return linkRefusal(t, outcome.why);
  refresh();
  return {
    url: new URL(outcome.path, appUrl).toString(),
    until: dayYearText(staff.locale, outcome.lastDay),
  };
}
