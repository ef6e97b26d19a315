"use server";

import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { requireStaff } from "@/lib/auth/current-staff";
import { portalDatabase } from "@/lib/db/portal-database";
import { channelsFromEnv } from "@/lib/deliver/channels";
import { sendTest } from "@/lib/deliver/send-test";
import { createTranslate } from "@/lib/i18n/translator";
import { logger } from "@/lib/ops/logger";

/** What became of a test, said beside its button. */
export interface TestAnswer {
  readonly channel: "mail" | "slack" | "webhook";
  readonly ok: boolean;
  readonly text: string;
}

/** Sends a test through one channel, as `sendTest` allows it. */
export async function testChannel(_before: TestAnswer | null, form: FormData): Promise<TestAnswer> {
  const staff = await requireStaff();
  const t = createTranslate(staff.locale);
  const channel = z.enum(["mail", "slack", "webhook"]).catch("mail").parse(form.get("channel"));
  const say = (ok: boolean, text: string): TestAnswer => ({ channel, ok, text });
  try {
    const outcome = await sendTest(portalDatabase(), channelsFromEnv(), {
      actor: staff.actor,
      email: staff.email,
      locale: staff.locale,
      channel,
      now: Temporal.Now.instant(),
    });
    switch (outcome.kind) {
      case "sent":
        return say(true, t("alertsPage.test.sent", { recipient: outcome.recipient }));
      case "not_sent":
        return say(false, t("alertsPage.test.notSent", { error: outcome.error }));
      case "not_set_up":
        return say(false, t("alertsPage.test.off"));
      case "refused":
        return say(false, t("alertsPage.test.adminOnly"));
    }
  } catch (error) {
    logger.error({ err: error }, "channel_test_failed");
    return say(false, t("alertsPage.test.notSent", { error: "—" }));
  }
}
