import { reasonTexts } from "@/app/(staff)/data-health/reason-words";
import type { CollectWords } from "@/components/health/ask-again";
import type { Translate } from "@/lib/i18n/translator";

/** The words of "collect again" for `days`, "27 October" or "10–12 October"; `button` names them where they do not stand beside it. */
export function collectWords(t: Translate, days: string, button = t("health.day.collect")): CollectWords {
  return {
    collect: button,
    collecting: t("health.day.collecting", { day: days }),
    hint: t("health.day.collectHint"),
    done: t("health.day.collected", { day: days }),
    queued: t("health.day.queued", { day: days }),
    failed: t("health.day.notCollected", { day: days, why: "{why}" }),
    refused: t("health.day.notThere"),
    reasons: reasonTexts(t),
    otherReason: t("health.reason.other"),
    engineer: t("staff.month.conditionSays", { message: "{message}" }),
    notYours: t("health.day.notYours"),
    unreachable: t("health.day.unreachable"),
  };
}
