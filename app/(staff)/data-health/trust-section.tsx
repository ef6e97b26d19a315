import { cutRows } from "@/app/(staff)/cut-rows";
import { firstClients } from "@/app/(staff)/data-health/days-section";
import {
  nextTrustSort,
  sortTrust,
  type TrustSort,
  type TrustSortKey,
  trustQuery,
} from "@/app/(staff)/data-health/sort-trust";
import type { Times } from "@/app/(staff)/data-health/times";
import { type TrustRow, trustRows } from "@/app/(staff)/data-health/trust-rows";
import { pageMinute } from "@/app/(staff)/read-kept";
import { Cell, HealthHead, HealthTable, Row, RowName } from "@/components/health/table";
import { keptBy } from "@/components/shell/kept-by";
import { MoreRow } from "@/components/shell/more-row";
import { SectionHead } from "@/components/shell/section-head";
import { SoftLink } from "@/components/shell/soft-link";
import { SortHead } from "@/components/shell/sort-head";
import { BriefSource } from "@/components/shell/source-of";
import { StaticRows } from "@/components/shell/static-rows";
import { Glyph } from "@/components/ui/glyph";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { ReadGrid } from "@/lib/facts/grid/read-grid";
import { dayShortText, dayText } from "@/lib/i18n/date-text";
import { moneyText } from "@/lib/i18n/money-text";

/** Days a token may still live before somebody should see to it (product.md, checks: 14, 7 and 1 days). */
const tokenWarnsAt = 14;

interface RowProps {
  readonly page: StaffPage;
  readonly times: Times;
  readonly trust: TrustRow;
}

/** Per client how old its data is and how far it can be trusted; sorted as the address says, the longest unread first. */
export function TrustSection(props: {
  page: StaffPage;
  grid: ReadGrid;
  times: Times;
  sort: TrustSort;
  /** Every row, instead of the first ones and those that need a word. */
  all: boolean;
  /** What else the address says: the open day, and how the days are shown. */
  keep: Readonly<Record<string, string>>;
}) {
  const { page, grid, times, sort, all, keep } = props;
  const { t } = page;
  const trusted = keptBy([grid], "trust", () => trustRows(grid, pageMinute()));
  const rows = sortTrust(trusted, sort);
  const head = (key: TrustSortKey, label: string, right = false) => (
    <SortHead
      href={`/data-health?${new URLSearchParams({ ...keep, ...trustQuery(nextTrustSort(sort, key)) })}#trust`}
      active={sort.key === key}
      down={sort.down}
      right={right}
      className="whitespace-normal pl-4 first:pl-0"
    >
      {label}
    </SortHead>
  );
  const { shown, left } = cutRows(rows, { all, most: firstClients, keeps: (row) => !isCalm(row, true) });
  const calm = shown.filter((row) => isCalm(row)).length;
  return (
    <section aria-labelledby="trust" className="mt-10 max-desk:mt-8">
      <SectionHead
        id="trust"
        title={t("health.trust.title")}
        note={sort.key === "last" && !sort.down ? t("health.trust.lead") : null}
      />
      <HealthTable labelledBy="trust" widths={[null, 156, 112, 150, 236, 186, 132]}>
        <HealthHead>
          {head("client", t("health.trust.client"))}
          {head("last", t("health.trust.lastGood"), true)}
          {head("settled", t("health.trust.settledTo"), true)}
          {head("missing", t("health.trust.missing"), true)}
          {head("reconciled", t("health.trust.reconciled"))}
          {head("restated", t("health.trust.restated"), true)}
          {head("token", t("health.trust.token"), true)}
        </HealthHead>
        <StaticRows
          className="block desk:table-row-group"
          kept={{ of: [grid], as: JSON.stringify(["trust", page.staff.locale, sort, all, keep]) }}
        >
          {shown.map((trust) => (
            <TrustLine key={trust.row.client.slug} page={page} times={times} trust={trust} />
          ))}
          {left.length > 0 ? (
            <MoreRow
              columns={7}
              left={left.length}
              says={t("health.trust.left", {
                count: left.length,
                late: left.filter(({ late }) => late > 0).length,
              })}
              href={`/data-health?${new URLSearchParams({ ...keep, ...trustQuery(sort), rows: "all" })}#trust`}
              link={t("health.showAll", { count: String(rows.length) })}
            />
          ) : null}
        </StaticRows>
      </HealthTable>
      {calm > 0 ? (
        <p className="pt-2 text-ink-3 desk:hidden print:hidden">{t("health.trust.calm", { count: calm })}</p>
      ) : null}
    </section>
  );
}

/** Nothing about it needs a word: it folds away on a phone. `mayWait`: nor where a day only waits for the next pass. */
function isCalm({ isFresh, missing, late, reconciled, token }: TrustRow, mayWait = false): boolean {
  const isTrusted = reconciled.kind === "to" || reconciled.kind === "nothing";
  const holds =
    token.kind === "none" || token.kind === "unknown" || (token.kind === "days" && token.days > tokenWarnsAt);
  const isThere = late === 0 ? isFresh : mayWait;
  return isThere && missing === 0 && isTrusted && holds;
}

function TrustLine({ page, times, trust }: RowProps) {
  const { t, staff } = page;
  const { client } = trust.row;
  const { lastGoodAt, isFresh, missing, late, settledTo, restated } = trust;
  const tone = isFresh ? "" : late > 0 ? "text-warn" : "text-bad";
  return (
    <Row folded={isCalm(trust)}>
      <RowName>
        <SoftLink
          className="inline-flex items-center decoration-rule-strong underline-offset-3 hover:underline max-desk:min-h-11"
          href={`/reports?client=${client.slug}`}
        >
          {client.name}
        </SoftLink>
      </RowName>
      <Cell right label={t("health.trust.lastGood")}>
        <span className={tone}>
          <BriefSource of="lastGood" part={client.slug}>
            {lastGoodAt ? times.moment(lastGoodAt) : t("health.trust.never")}
          </BriefSource>
        </span>
      </Cell>
      <Cell right label={t("health.trust.settledTo")}>
        {settledTo ? (
          <span className={isFresh ? "" : "font-semibold"}>
            <BriefSource of="settledTo" part={client.slug}>
              {dayShortText(staff.locale, settledTo)}
            </BriefSource>
          </span>
        ) : (
          <span className="text-ink-3">{t("health.trust.noneSettled")}</span>
        )}
      </Cell>
      <Cell right label={t("health.trust.missing")}>
        <span className={missing > 0 ? "font-semibold text-bad" : late > 0 ? "text-warn" : ""}>
          <BriefSource of="missing" part={client.slug}>
            {late > 0
              ? t("health.trust.missingLate", { missing: String(missing), late: String(late) })
              : missing}
          </BriefSource>
        </span>
      </Cell>
      <Cell label={t("health.trust.reconciled")}>
        <Reconciled page={page} times={times} trust={trust} />
      </Cell>
      <Cell right label={t("health.trust.restated")}>
        <span className={restated ? "" : "text-ink-3"}>
          <BriefSource of="restated" part={client.slug}>
            {restated === null
              ? t("health.trust.notRead")
              : restated === 0
                ? t("health.trust.none")
                : t("health.trust.restatedDays", { count: restated })}
          </BriefSource>
        </span>
      </Cell>
      <Cell right label={t("health.trust.token")}>
        <BriefSource of="token" part={client.slug}>
          <Token page={page} trust={trust} />
        </BriefSource>
      </Cell>
    </Row>
  );
}

function Reconciled({ page: { t, staff }, times, trust }: RowProps) {
  const { reconciled, row } = trust;
  const sign = "inline-flex items-center gap-2 align-middle max-desk:justify-end";
  switch (reconciled.kind) {
    case "unknown":
      return (
        <span className={`${sign} text-ink-3`}>
          <Glyph name="unknown" />
          {reconciled.since === null
            ? t("health.trust.unknownNever")
            : t("health.trust.unknownSince", { day: dayText(staff.locale, reconciled.since) })}
        </span>
      );
    case "differs":
      return (
        <span className={`${sign} text-warn`}>
          <Glyph name="unreconciled" />
          <BriefSource of="reconciled" part={row.client.slug}>
            {reconciled.amount === null
              ? t("health.trust.differs", { count: reconciled.days })
              : t("health.trust.differsBy", {
                  count: reconciled.days,
                  amount: moneyText(staff.locale, row.client.account?.currency ?? "", reconciled.amount),
                })}
          </BriefSource>
        </span>
      );
    case "nothing":
      return (
        <span className={`${sign} text-ink-3`}>
          <Glyph name="clear" />
          {t("health.trust.nothingToAdd")}, {times.moment(reconciled.at)}
        </span>
      );
    case "to":
      return (
        <span className={sign}>
          <Glyph name="clear" />
          <BriefSource of="reconciled" part={row.client.slug}>
            {t("health.trust.reconciledTo", { day: dayShortText(staff.locale, reconciled.day) })}{" "}
            <span className="text-ink-3">{times.moment(reconciled.at)}</span>
          </BriefSource>
        </span>
      );
  }
}

function Token({ page: { t }, trust: { token } }: Pick<RowProps, "page" | "trust">) {
  switch (token.kind) {
    case "days":
      return (
        <span className={token.days <= tokenWarnsAt ? "text-warn" : ""}>
          {t("health.trust.tokenDays", { count: token.days })}
        </span>
      );
    case "refused":
      return <span className="text-bad">{t("health.trust.tokenRefused")}</span>;
    case "over":
      return <span className="text-bad">{t("health.trust.tokenOver")}</span>;
    case "confirm":
      return <span className="text-bad">{t("health.trust.tokenConfirm")}</span>;
    case "none":
      return <span className="text-ink-3">{t("health.trust.tokenNone")}</span>;
    case "unknown":
      return <span className="text-ink-3">{t("health.trust.tokenUnknown")}</span>;
  }
}
