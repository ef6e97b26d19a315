import Link from "next/link";
import { SectionHead } from "@/app/(staff)/data-health/section-head";
import type { Times } from "@/app/(staff)/data-health/times";
import { type TrustRow, trustRows } from "@/app/(staff)/data-health/trust-rows";
import { Cell, Column, HealthHead, HealthTable, Row, RowName } from "@/components/health/table";
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

/** Per client how old its data is and how far it can be trusted; the longest unread first. */
export function TrustSection({ page, grid, times }: { page: StaffPage; grid: ReadGrid; times: Times }) {
  const { t } = page;
  const rows = trustRows(grid, times.now);
  const calm = rows.filter(isCalm).length;
  return (
    <section aria-labelledby="trust" className="mt-10 max-desk:mt-8">
      <SectionHead id="trust" title={t("health.trust.title")}>
        {t("health.trust.lead")}
      </SectionHead>
      <HealthTable labelledBy="trust" widths={[null, 140, 110, 150, 250, 150, 130]}>
        <HealthHead>
          <Column>{t("health.trust.client")}</Column>
          <Column right sorted="ascending">
            {t("health.trust.lastGood")}
          </Column>
          <Column right>{t("health.trust.settledTo")}</Column>
          <Column right>{t("health.trust.missing")}</Column>
          <Column>{t("health.trust.reconciled")}</Column>
          <Column right>{t("health.trust.restated")}</Column>
          <Column right>{t("health.trust.token")}</Column>
        </HealthHead>
        <tbody className="block desk:table-row-group">
          {rows.map((trust) => (
            <TrustLine key={trust.row.client.slug} page={page} times={times} trust={trust} />
          ))}
        </tbody>
      </HealthTable>
      {calm > 0 ? (
        <p className="pt-2 text-ink-3 desk:hidden print:hidden">{t("health.trust.calm", { count: calm })}</p>
      ) : null}
    </section>
  );
}

/** Nothing about it needs a word: it folds away on a phone. */
function isCalm({ isFresh, missing, late, reconciled, token }: TrustRow): boolean {
  const isTrusted = reconciled.kind === "to" || reconciled.kind === "nothing";
  const holds =
    token.kind === "none" || token.kind === "unknown" || (token.kind === "days" && token.days > tokenWarnsAt);
  return isFresh && missing === 0 && late === 0 && isTrusted && holds;
}

function TrustLine({ page, times, trust }: RowProps) {
  const { t, staff } = page;
  const { client } = trust.row;
  const { lastGoodAt, isFresh, missing, late, settledTo, restated } = trust;
  const tone = isFresh ? "" : late > 0 ? "text-warn" : "text-bad";
  return (
    <Row folded={isCalm(trust)}>
      <RowName>
        <Link
          className="inline-flex items-center decoration-rule-strong underline-offset-3 hover:underline max-desk:min-h-11"
          href={`/reports?client=${client.slug}`}
        >
          {client.name}
        </Link>
      </RowName>
      <Cell right label={t("health.trust.lastGood")}>
        <span className={tone}>{lastGoodAt ? times.moment(lastGoodAt) : t("health.trust.never")}</span>
      </Cell>
      <Cell right label={t("health.trust.settledTo")}>
        {settledTo ? (
          <span className={isFresh ? "" : "font-semibold"}>{dayShortText(staff.locale, settledTo)}</span>
        ) : (
          <span className="text-ink-3">{t("health.trust.noneSettled")}</span>
        )}
      </Cell>
      <Cell right label={t("health.trust.missing")}>
        <span className={missing > 0 ? "font-semibold text-bad" : late > 0 ? "text-warn" : ""}>
          {late > 0
            ? t("health.trust.missingLate", { missing: String(missing), late: String(late) })
            : missing}
        </span>
      </Cell>
      <Cell label={t("health.trust.reconciled")}>
        <Reconciled page={page} times={times} trust={trust} />
      </Cell>
      <Cell right label={t("health.trust.restated")}>
        {restated === null ? (
          <span className="text-ink-3">{t("health.trust.notRead")}</span>
        ) : restated === 0 ? (
          <span className="text-ink-3">{t("health.trust.none")}</span>
        ) : (
          t("health.trust.restatedDays", { count: restated })
        )}
      </Cell>
      <Cell right label={t("health.trust.token")}>
        <Token page={page} trust={trust} />
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
          {reconciled.amount === null
            ? t("health.trust.differs", { count: reconciled.days })
            : t("health.trust.differsBy", {
                count: reconciled.days,
                amount: moneyText(staff.locale, row.client.account?.currency ?? "", reconciled.amount),
              })}
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
          <span>
            {t("health.trust.reconciledTo", { day: dayShortText(staff.locale, reconciled.day) })}{" "}
            <span className="text-ink-3">{times.moment(reconciled.at)}</span>
          </span>
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
