import Link from "next/link";
import { namesOf, wordsOf } from "@/app/(staff)/alerts/alert-names";
import { alertsHref } from "@/app/(staff)/alerts/filters";
import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { cn } from "@/components/ui/cn";
import { Glyph, type GlyphName } from "@/components/ui/glyph";
import type { Alert } from "@/lib/alerts/alert";
import { dayShortText, dayYearText, localDay } from "@/lib/i18n/date-text";
import type { AlertGroup } from "@/lib/today/group-alerts";

/** One cause in one state: whose, what, since when, who takes care. */
export function AlertRow({ page, group }: { page: AlertsPage; group: AlertGroup }) {
  const { t, staff, agency, address, selected } = page;
  const { lead } = group;
  const words = wordsOf(page, group);
  const names = namesOf(page, group);
  const here = selected?.lead.id === lead.id;
  const may = group.alerts.some(page.mayChange);
  const ended = lead.state === "resolved";
  const ids = group.alerts.map(({ id }) => id).join(",");
  const day = (at: Alert["openedAt"]) => localDay(agency.zone, at.toString());
  const clock = lead.openedAt
    .toZonedDateTimeISO(agency.zone)
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
  const until =
    lead.state === "snoozed"
      ? lead.snoozedUntil
        ? t("alertsPage.row.until", { date: dayYearText(staff.locale, day(lead.snoozedUntil)) })
        : t("alertsPage.row.untilDelivery")
      : lead.resolvedAt
        ? t("alertsPage.row.resolved", { date: dayShortText(staff.locale, day(lead.resolvedAt)) })
        : null;
  const cell = cn(
    "py-2 pl-2.5 desk:border-rule desk:border-b",
    here ? "desk:bg-accent-soft" : "desk:group-hover:bg-canvas",
  );
  const quiet = here ? "text-ink-2" : "text-ink-3";
  return (
    <tr
      data-row=""
      data-here={here ? "" : undefined}
      className={cn(
        "group grid grid-cols-[40px_minmax(0,1fr)_auto] border-rule border-b align-top desk:table-row",
        here && "max-desk:bg-accent-soft max-desk:shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      <td className={cn(cell, "pl-0 desk:pl-2.5", here && "desk:shadow-[inset_2px_0_0_var(--accent)]")}>
        {ended || !may ? null : (
          <label className="-my-2 flex h-11 w-11 items-center justify-center desk:m-0 desk:mt-0.5 desk:h-5 desk:w-4">
            <span className="sr-only">
              {t("alertsPage.row.select", { title: `${names}, ${words.title}` })}
            </span>
            <input type="checkbox" name="alert" value={ids} className="size-4 accent-(--accent)" />
          </label>
        )}
      </td>
      <th scope="row" className={cn(cell, "min-w-0 text-left font-normal")}>
        <span className="flex items-start gap-3">
          <Glyph name={glyphOf(lead)} className="mt-0.5" />
          <span className="min-w-0">
            <Link
              href={alertsHref({ filters: address.filters, alert: lead.id })}
              scroll={false}
              data-row-open=""
              aria-current={here ? "true" : undefined}
              className={cn(
                "break-words text-ink decoration-rule-strong underline-offset-3 hover:underline max-desk:-my-2.5 max-desk:inline-block max-desk:py-2.5",
                lead.state === "open" && "font-semibold",
              )}
            >
              {names}
            </Link>
            <span className="block break-words text-ink-2">{words.title}</span>
          </span>
        </span>
      </th>
      <td className={cn(cell, "max-desk:pr-2.5 max-desk:text-right max-desk:text-xs")}>
        <span className="max-desk:block">{dayShortText(staff.locale, day(lead.openedAt))}</span>
        <span className="max-desk:hidden">, {clock}</span>
        {until ? <span className={cn("block text-xs", quiet)}>{until}</span> : null}
      </td>
      <td className={cn(cell, "hidden break-words desk:table-cell")}>
        {group.alerts.map(({ owner }) => owner).find((owner) => owner !== null) ?? (
          <span className={quiet}>{t("alertsPage.nobody")}</span>
        )}
      </td>
    </tr>
  );
}

/** Shape and fill of an alert's state; of an open one also its severity. */
export function glyphOf({ state, severity }: Pick<Alert, "state" | "severity">): GlyphName {
  if (state === "resolved") return "clear";
  if (state !== "open") return state;
  return severity === "normal" ? "look" : "blocked";
}
