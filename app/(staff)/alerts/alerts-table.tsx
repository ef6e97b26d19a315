import { AlertForm } from "@/app/(staff)/alerts/alert-form";
import { alertFormWords } from "@/app/(staff)/alerts/alert-form-words";
import { AlertRow } from "@/app/(staff)/alerts/alert-row";
import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { unknownList } from "@/app/(staff)/alerts/unknown-groups";
import { GroupLine, UnknownRows } from "@/app/(staff)/alerts/unknown-rows";
import { StateBlock } from "@/components/shell/state-block";
import { Kbd } from "@/components/ui/kbd";
import { alertSections } from "@/lib/today/group-alerts";
import { mostListed } from "@/lib/today/read-alerts";

/** The list by state; what could not be evaluated is a state of its own, after what is open and before what is quiet. */
export function AlertsTable({ page }: { page: AlertsPage }) {
  const { t, groups, more, address } = page;
  const { filters } = address;
  const unknown = unknownList(page);
  if (groups.length === 0 && !unknown) {
    const filtered =
      filters.state !== "all" || filters.severity || filters.client || filters.check || filters.manager;
    return (
      <div className="mt-4">
        <StateBlock title={t("alertsPage.empty")}>
          {t(filtered ? "alertsPage.emptyFilter" : "alertsPage.emptyDetail")}
        </StateBlock>
      </div>
    );
  }
  return (
    <AlertForm words={alertFormWords(page)}>
      {more > 0 ? (
        <p className="mt-4 max-w-[64ch] text-pretty text-ink-2">
          {t("alertsPage.cut", { count: more, listed: String(mostListed) })}
        </p>
      ) : null}
      <table className="mt-3 block w-full border-collapse desk:table desk:table-fixed">
        <colgroup className="hidden desk:table-column-group">
          <col className="w-8" />
          <col />
          <col className="w-[150px]" />
          <col className="w-[116px]" />
        </colgroup>
        <thead className="hidden desk:table-header-group">
          <tr>
            <Head>
              <span className="sr-only">{t("alertsPage.column.select")}</span>
            </Head>
            <Head>{t("alertsPage.column.alert")}</Head>
            <Head>{t("alertsPage.column.since")}</Head>
            <Head>{t("alertsPage.column.owner")}</Head>
          </tr>
        </thead>
        {alertSections.map((section) => {
          const rows = groups.filter(({ lead }) => lead.state === section);
          return (
            <tbody key={section} className="block desk:table-row-group">
              {rows.length > 0 ? (
                <GroupLine>{t(`alertsPage.section.${section}`, { count: String(rows.length) })}</GroupLine>
              ) : null}
              {rows.map((group) => (
                <AlertRow key={group.lead.id} page={page} group={group} />
              ))}
              {section === "open" && unknown ? <UnknownRows page={page} list={unknown} /> : null}
            </tbody>
          );
        })}
      </table>
      <p className="mt-2.5 hidden text-ink-3 text-xs desk:block print:hidden">
        <Kbd>J</Kbd> <Kbd>K</Kbd> {t("today.keys.move")} · <Kbd>X</Kbd> {t("today.keys.select")} ·{" "}
        <Kbd>E</Kbd> {t("today.keys.acknowledge")} · <Kbd>Z</Kbd> {t("today.keys.snooze")} · <Kbd>Enter</Kbd>{" "}
        {t("today.keys.open")}
      </p>
    </AlertForm>
  );
}

function Head({ className = "", children }: { className?: string; children: React.ReactNode }) {
  return (
    <th
      scope="col"
      className={`h-8 border-rule-strong border-b pb-[7px] pl-2.5 text-left align-bottom font-normal text-ink-3 text-xs ${className}`}
    >
      {children}
    </th>
  );
}
