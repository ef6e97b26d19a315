import { NavLink } from "@/components/shell/nav-link";
import { cn } from "@/components/ui/cn";
import type { Translate } from "@/lib/i18n/translator";
import type { Waiting } from "@/lib/today/read-waiting";

/** The places of the portal, with the work that waits there; a count of none is not shown. */
export function Navigation({ t, waiting }: { t: Translate; waiting: Waiting | null }) {
  const reports = waiting?.reports ?? 0;
  const open = waiting?.openAlerts ?? 0;
  return (
    <ul className="flex justify-between gap-1 desk:mt-6 desk:block">
      <li>
        <NavLink href="/">{t("today.nav.today")}</NavLink>
      </li>
      <li>
        <NavLink href="/reports">
          {t("today.nav.reports")}
          <Count count={reports} words={t("today.nav.reportsWaiting", { count: reports })} />
        </NavLink>
      </li>
      <li>
        <NavLink href="/data-health">{t("today.nav.dataHealth")}</NavLink>
      </li>
      <li>
        <NavLink href="/alerts">
          {t("today.nav.alerts")}
          <Count count={open} words={t("today.nav.alertsOpen", { count: open })} hot />
        </NavLink>
      </li>
      <li className="desk:mt-4">
        <NavLink href="/share-links">
          <span className="max-desk:hidden">{t("today.nav.shareLinks")}</span>
          <span className="desk:hidden">
            <span aria-hidden="true">{t("today.nav.links")}</span>
            <span className="sr-only">{t("today.nav.shareLinks")}</span>
          </span>
        </NavLink>
      </li>
    </ul>
  );
}

function Count({ count, words, hot = false }: { count: number; words: string; hot?: boolean }) {
  if (count === 0) return null;
  return (
    <span
      className={cn("desk:ml-auto", hot ? "font-semibold text-bad" : "font-normal text-ink-2")}
      title={words}
    >
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">({words})</span>
    </span>
  );
}
