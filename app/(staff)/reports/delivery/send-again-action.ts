"use server";

import { refresh } from "next/cache";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { FormAnswer } from "@/app/(staff)/reports/actions";
import { requireStaff } from "@/lib/auth/current-staff";
import { portalDatabase } from "@/lib/db/portal-database";
import { sendAgain } from "@/lib/deliver/send-again";
import { createTranslate } from "@/lib/i18n/translator";

/** Puts a message that could not be delivered into the outbox again; the rules are `sendAgain`'s, the words are here. */
export async function sendMessageAgain(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const staff = await requireStaff();
  const t = createTranslate(staff.locale);
  const id = z.uuid().safeParse(form.get("delivery"));
  if (!id.success) return { error: t("delivery.again.unknown") };
  const outcome = await sendAgain(portalDatabase(), staff.actor, id.data, Temporal.Now.instant());
  refresh();
  switch (outcome.kind) {
    case "again":
      return { done: t("delivery.again.done") };
    case "already":
      return { error: t("delivery.again.already") };
    case "refused":
      return { error: t(`delivery.again.${outcome.why}`) };
  }
}
