import type { LinkInventory } from "@/app/(staff)/share-links/load-links";
import type { Translate } from "@/lib/i18n/translator";

/** How many links open a report, how many say instead that there is none to see, and how many need a look. */
export function linksSentence(
  t: Translate,
  { live, waits, withdrawn, risky }: LinkInventory["counts"],
): { readonly answer: string; readonly rest: string } {
  const rest = [
    ...(waits > 0 ? [t("share.staff.answerWaits", { waits })] : []),
    ...(withdrawn > 0 ? [t("share.staff.answerWithdrawn", { withdrawn })] : []),
    t("share.staff.rest", { risky }),
  ];
  return { answer: t("share.staff.answer", { live }), rest: rest.join(" ") };
}
