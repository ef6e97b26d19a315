import Link from "next/link";
import { AutoForm } from "@/app/(staff)/alerts/auto-form";
import { FilterSelect } from "@/app/(staff)/alerts/filter-select";
import { alertsHref, severities, states } from "@/app/(staff)/alerts/filters";
import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { Button } from "@/components/ui/button";
import { checks } from "@/lib/checks/catalogue";

/** State as links, the rest as a GET form: the address says everything, and it works without script. */
export function AlertFilterBar({ page }: { page: AlertsPage }) {
  const { t, staff, counts, address, clients } = page;
  const { filters } = address;
  const label = (state: (typeof states)[number]) =>
    state === "all" || state === "resolved"
      ? t(`alertsPage.filter.${state}`)
      : t(`alertsPage.filter.${state}`, { count: String(counts[state]) });
  const mine = filters.manager === staff.id;
  const checkNames = Object.keys(checks)
    .map((key) => ({ key, name: t(`alerts.check.${key as keyof typeof checks}.title`) }))
    .sort((a, b) => a.name.localeCompare(b.name, staff.locale));
  const filtered = filters.severity ?? filters.client ?? filters.check ?? filters.manager;
  return (
    <div className="space-y-2 print:hidden">
      <nav
        aria-label={t("alertsPage.filter.label")}
        className="grid max-w-full grid-cols-2 overflow-hidden rounded-md border border-rule-strong min-[360px]:grid-cols-3 min-[640px]:flex desk:inline-flex"
      >
        {states.map((state) => (
          <Link
            key={state}
            href={alertsHref({ filters: { ...filters, state }, alert: null })}
            aria-current={filters.state === state ? "true" : undefined}
            className={tab}
          >
            {label(state)}
          </Link>
        ))}
        <Link
          href={alertsHref({ filters: { ...filters, manager: mine ? null : staff.id }, alert: null })}
          aria-current={mine ? "true" : undefined}
          className={tab}
        >
          {t("alertsPage.filter.mine", { count: String(counts.mine) })}
        </Link>
      </nav>
      <AutoForm action="/alerts" className="flex flex-wrap items-center gap-2">
        {filters.state === "all" ? null : <input type="hidden" name="state" value={filters.state} />}
        {filters.manager ? <input type="hidden" name="manager" value={filters.manager} /> : null}
        <FilterSelect
          name="severity"
          label={t("alertsPage.filter.severity")}
          any={t("alertsPage.filter.any.severity")}
          value={filters.severity ?? ""}
          options={severities.map((key) => ({ key, name: t(`alertsPage.severity.${key}`) }))}
        />
        <FilterSelect
          name="client"
          label={t("alertsPage.filter.client")}
          any={t("alertsPage.filter.any.client")}
          value={filters.client ?? ""}
          options={clients.map(({ slug, name }) => ({ key: slug, name }))}
        />
        <FilterSelect
          name="check"
          label={t("alertsPage.filter.check")}
          any={t("alertsPage.filter.any.check")}
          value={filters.check ?? ""}
          options={checkNames}
        />
        <noscript>
          <Button type="submit">{t("alertsPage.filter.show")}</Button>
        </noscript>
        {filtered ? (
          <Link className="link inline-flex min-h-11 items-center desk:min-h-8" href="/alerts">
            {t("alertsPage.filter.clear")}
          </Link>
        ) : null}
      </AutoForm>
    </div>
  );
}

const tab =
  "-ml-px flex h-11 flex-auto items-center justify-center whitespace-nowrap border-rule border-l px-3 text-ink-2 hover:text-ink focus-visible:-outline-offset-2 aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-ink desk:h-7.5";
