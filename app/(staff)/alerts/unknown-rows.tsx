import Link from "next/link";
import { namesOf } from "@/app/(staff)/alerts/alert-names";
import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import type { UnknownList } from "@/app/(staff)/alerts/unknown-groups";
import { capitalised } from "@/components/report/text-lists";
import { Glyph } from "@/components/ui/glyph";
import { isUncalled } from "@/lib/facts/grid/read-calls";
import { dayShortText, localDay } from "@/lib/i18n/date-text";

const worded = [
  "no_account",
  "never_read",
  "not_read_recently",
  "days_missing",
  "read_at_different_times",
  "evaluation_failed",
] as const;

/** Checks without an answer: grey, with a question mark, never green (product.md, States). */
export function UnknownRows({ page, list }: { page: AlertsPage; list: UnknownList }) {
  const { t, staff, agency, unchecked, unevaluated, operation, now } = page;
  const next = operation.nextRun;
  // Without a next pass nobody calls the collection, or there is no account that it could read.
  const uncalled = isUncalled(operation.collectionAt, now);
  const clock = next?.toZonedDateTimeISO(agency.zone).toPlainTime().toString({ smallestUnit: "minute" });
  return (
    <>
      <GroupLine>{t("alertsPage.section.unknown", { count: String(list.count) })}</GroupLine>
      {unchecked ? (
        <Row title={t("alertsPage.everyClient")} since="" nobody={t("alertsPage.nobody")}>
          {clock
            ? t("alertsPage.row.unknownUnchecked", { at: clock })
            : t(uncalled ? "alertsPage.row.unknownUncalled" : "alertsPage.row.noAccount")}
        </Row>
      ) : unevaluated > 0 ? (
        <Row
          title={capitalised(t("alertsPage.answer.unevaluated", { count: unevaluated }))}
          since=""
          nobody={t("alertsPage.nobody")}
        >
          {clock
            ? t("alertsPage.row.unevaluated", { at: clock })
            : t(uncalled ? "alertsPage.row.unevaluatedUncalled" : "alertsPage.row.noAccount")}
        </Row>
      ) : null}
      {list.groups.map((group) => {
        const reason = worded.find((known) => known === group.reason) ?? "other";
        const titles = group.checks.map((check) => t(`alerts.check.${check}.title`));
        const [title = ""] = titles;
        const isOne = titles.length === 1;
        return (
          <Row
            key={`${group.checks[0]} ${group.reason}`}
            title={isOne ? title : t("alertsPage.row.unknownChecks", { count: titles.length })}
            since={dayShortText(staff.locale, localDay(agency.zone, group.at.toString()))}
            nobody={t("alertsPage.nobody")}
            titles={isOne ? [] : titles}
            which={t("alertsPage.row.which")}
          >
            {t("alertsPage.row.unknown", {
              names: namesOf(page, { names: group.clients }),
              reason: t(`alertsPage.reason.${reason}`),
            })}
          </Row>
        );
      })}
    </>
  );
}

interface RowProps {
  readonly title: string;
  readonly since: string;
  readonly nobody: string;
  /** What the line stands for, where it stands for several checks. */
  readonly titles?: readonly string[];
  readonly which?: string;
  readonly children: string;
}

function Row({ titles = [], ...props }: RowProps) {
  return (
    <tr className="grid grid-cols-[40px_minmax(0,1fr)_auto] border-rule border-b bg-unknown-soft align-top desk:table-row">
      <td className="py-2 pl-2.5 desk:border-rule desk:border-b">
        <Glyph name="unknown" className="mt-0.5" />
      </td>
      <th scope="row" className="min-w-0 py-2 pl-2.5 text-left font-normal desk:border-rule desk:border-b">
        <Link
          href="/data-health"
          className="text-ink decoration-rule-strong underline-offset-3 hover:underline max-desk:-my-2.5 max-desk:inline-block max-desk:py-2.5"
        >
          {props.title}
        </Link>
        <span className="block text-ink-2">{props.children}</span>
        {titles.length > 0 ? (
          <details>
            <summary className="link w-max max-desk:min-h-11 max-desk:content-center">{props.which}</summary>
            <ul className="text-ink-2">
              {titles.map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          </details>
        ) : null}
      </th>
      <td className="py-2 pl-2.5 max-desk:pr-2.5 max-desk:text-xs desk:border-rule desk:border-b">
        {props.since}
      </td>
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
