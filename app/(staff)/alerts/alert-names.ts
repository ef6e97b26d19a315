import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { alertWords } from "@/lib/alerts/words";
import { createFormats } from "@/lib/i18n/formats";
import type { AlertGroup } from "@/lib/today/group-alerts";

/** More names than these are counted. */
const mostNames = 3;

/** "Klinika Fala and Fizjo Fala"; many are counted; without clients the portal itself. */
export function namesOf({ t }: Pick<AlertsPage, "t">, { names }: Pick<AlertGroup, "names">): string {
  const last = names.at(-1);
  if (last === undefined) return t("alertsPage.agency");
  if (names.length === 1) return last;
  if (names.length > mostNames) {
    const named = names.slice(0, mostNames - 1);
    return t("alertsPage.more", { names: named.join(", "), count: String(names.length - named.length) });
  }
  return t("alertsPage.and", { names: names.slice(0, -1).join(", "), last });
}

/** Title, cause, effect and next step of the row's leading alert. */
export function wordsOf({ t, staff, agency }: AlertsPage, { lead }: AlertGroup) {
  const formats = createFormats({
    locale: staff.locale,
    zone: agency.zone,
    // The agency's own alerts are about no money.
    currency: lead.currency ?? lead.client?.currency ?? "EUR",
  });
  return alertWords(t, formats, lead);
}
