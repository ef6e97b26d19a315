import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { panelClass } from "@/app/(staff)/alerts/panel-class";
import { ScrollHere } from "@/app/(staff)/alerts/scroll-here";

/** In the panel's place where the address asks for an alert that nobody can be shown: said, since another's verbs must not stand there. */
export function NoAlert({ page: { t, address } }: { page: AlertsPage }) {
  return (
    <aside aria-label={t("alertsPage.panel.label")} className={panelClass}>
      <ScrollHere alert={address.alert ?? 0} />
      <p className="font-semibold">{t("alertsPage.panel.none", { number: String(address.alert) })}</p>
      <p className="text-pretty text-ink-2">{t("alertsPage.panel.noneNext")}</p>
    </aside>
  );
}
