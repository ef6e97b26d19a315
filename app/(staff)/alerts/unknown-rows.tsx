import Link from "next/link";
import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { Glyph } from "@/components/ui/glyph";
import { dayShortText, localDay } from "@/lib/i18n/date-text";

const worded = [
  "no_account",
  "never_read",
  "not_read_recently",
  "days_missing",
  "read_at_different_times",
] as const;

/** Checks without an answer: grey, with a question mark, never green (product.md, States). */
export function UnknownRows({ page }: { page: AlertsPage }) {
  const { t, staff, agency, unknown, unchecked, operation, address } = page;
  const rows = unknown.filter(({ check }) => !address.filters.check || check === address.filters.check);
  const next = operation.nextRun;
  const clock =
    next?.toZonedDateTimeISO(agency.zone).toPlainTime().toString({ smallestUnit: "minute" }) ?? "—";
  return (
    <>
      <GroupLine>
        {t("alertsPage.section.unknown", { count: String(rows.length + (unchecked ? 1 : 0)) })}
      </GroupLine>
      {unchecked ? (
        <Row title={t("alertsPage.everyClient")} since="" nobody={t("alertsPage.nobody")}>
          {t("alertsPage.row.unknownUnchecked", { at: clock })}
        </Row>
      ) : null}
      {rows.map(({ check, clients, reasons, at }) => {
        const reason = worded.find((known) => known === reasons[0]) ?? "other";
        return (
          <Row
            key={check}
            title={t(`alerts.check.${check}.title`)}
            since={dayShortText(staff.locale, localDay(agency.zone, at.toString()))}
            nobody={t("alertsPage.nobody")}
          >
            {t("alertsPage.row.unknown", { count: clients, reason: t(`alertsPage.reason.${reason}`) })}
          </Row>
        );
      })}
    </>
  );
}

function Row(props: { title: string; since: string; nobody: string; children: string }) {
  return (
    <tr className="grid grid-cols-[40px_minmax(0,1fr)_auto] border-rule border-b bg-unknown-soft align-top desk:table-row">
      <td className="py-2 pl-2.5 desk:border-rule desk:border-b">
        <Glyph name="unknown" className="mt-0.5" />
      </td>
      <th scope="row" className="min-w-0 py-2 pl-2.5 text-left font-normal desk:border-rule desk:border-b">
        <Link
          href="/data-health"
          className="text-ink decoration-rule-strong underline-offset-3 hover:underline max-desk:inline-block max-desk:min-h-6"
        >
          {props.title}
        </Link>
        <span className="block text-ink-2">{props.children}</span>
      </th>
      <td className="py-2 pl-2.5 max-desk:text-xs desk:border-rule desk:border-b">{props.since}</td>
      <td className="hidden py-2 pl-2.5 text-ink-3 desk:table-cell desk:border-rule desk:border-b">
        {props.nobody}
      </td>
    </tr>
  );
}

/** A line over the rows of one state. */
export function GroupLine({ children }: { children: string }) {
  return (
    <tr className="block desk:table-row">
      <th
        scope="rowgroup"
        colSpan={4}
        className="block desk:table-cell border-rule border-b pt-4 pb-1 pl-2.5 text-left font-normal text-ink-3 text-xs"
      >
        {children}
      </th>
    </tr>
  );
}
