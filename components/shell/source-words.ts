import type { Translate } from "@/lib/i18n/translator";

/** The words of the panel that tells where a figure comes from. */
export function sourceWords(t: Translate) {
  return {
    title: t("today.source.title"),
    reading: t("today.source.reading"),
    close: t("today.source.close"),
    changed: t("today.source.changed"),
    failed: t("today.source.failed"),
    wrong: t("today.source.wrong.heading"),
    why: t("today.source.wrong.why"),
    hint: t("today.source.wrong.hint"),
    report: t("today.source.wrong.button"),
    busy: t("today.source.wrong.busy"),
    alert: t("today.source.wrong.alert"),
    notYours: t("today.source.wrong.notYours"),
  };
}
