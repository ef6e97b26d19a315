import type { QuietDays } from "@/app/(staff)/data-health/change-rows";
import type { Translate } from "@/lib/i18n/translator";

/** What the list of changes leaves out, said of its days; `listed`: it has rows, of other days. Empty where it leaves nothing out. */
export function changesSentences(
  t: Translate,
  { quiet, listed, date }: { readonly quiet: QuietDays; readonly listed: boolean; readonly date: string },
): string[] {
  const of = (days: number) => ({ days, date, listed: listed ? "yes" : "no" });
  return [
    quiet.back > 0 ? t("health.changes.back", of(quiet.back)) : [],
    quiet.unlisted > 0 ? t("health.changes.unlisted", of(quiet.unlisted)) : [],
  ].flat();
}
