import { type CheckRow, didNotRun } from "@/app/(staff)/data-health/check-rows";
import type { Times } from "@/app/(staff)/data-health/times";
import { UnreadBlock } from "@/app/(staff)/data-health/unread-block";
import { Cell, Column, HealthHead, HealthTable, Row, RowName } from "@/components/health/table";
import { SectionHead } from "@/components/shell/section-head";
import { BriefSource } from "@/components/shell/source-of";
import { StaticRows } from "@/components/shell/static-rows";
import { Glyph, type GlyphName } from "@/components/ui/glyph";
import type { StaffPage } from "@/lib/auth/staff-page";
import { checks, type DataCheck } from "@/lib/checks/catalogue";
import { unknownReasons } from "@/lib/checks/outcome";
import type { CheckAnswers } from "@/lib/facts/grid/read-check-answers";
import type { ReadGrid } from "@/lib/facts/grid/read-grid";

const namesShown = 3;

/** What every check said of all clients: one that did not run stands first, grey, with a question mark, and never a green tick. */
export function ChecksSection(props: {
  page: StaffPage;
  times: Times;
  rows: readonly CheckRow[] | null;
  answers: CheckAnswers | null;
  /** What the rows were made of; null where it could not be read. */
  grid: ReadGrid | null;
}) {
  const { page, times, rows, answers, grid } = props;
  const { t, staff } = page;
  const title = t("health.checks.title");
  if (!rows || !answers) return <UnreadBlock t={t} id="checks" title={title} />;
  const whole = rows.filter(
    ({ kind, evaluated, expected }) => kind !== "unknown" && evaluated === expected,
  ).length;
  const { evaluatedAt } = answers.coverage;
  return (
    <section aria-labelledby="checks" className="mt-10 max-desk:mt-8">
      <SectionHead
        id="checks"
        title={title}
        note={
          evaluatedAt
            ? t("health.checks.lead", {
                evaluated: String(whole),
                all: String(rows.length),
                time: times.moment(evaluatedAt),
              })
            : t("health.checks.leadNever")
        }
      />
      <HealthTable labelledBy="checks" widths={[320, 128, 96, null]}>
        <HealthHead>
          <Column>{t("health.checks.check")}</Column>
          <Column right>{t("health.checks.evaluated")}</Column>
          <Column right>{t("health.checks.findings")}</Column>
          <Column>{t("health.checks.says")}</Column>
        </HealthHead>
        <StaticRows
          className="block desk:table-row-group"
          {...(grid ? { kept: { of: [grid, answers], as: `checks ${staff.locale}` } } : {})}
        >
          {rows.map((row) => (
            <CheckLine key={row.check} page={page} row={row} times={times} answers={answers} />
          ))}
        </StaticRows>
      </HealthTable>
    </section>
  );
}

function CheckLine(props: { page: StaffPage; row: CheckRow; times: Times; answers: CheckAnswers }) {
  const { page, row, times, answers } = props;
  const { t } = page;
  const isUnknown = row.kind === "unknown";
  return (
    <Row className={isUnknown ? "bg-unknown-soft desk:hover:bg-unknown-soft" : ""}>
      <RowName className="whitespace-normal">
        <span
          className="inline-flex items-center gap-2 align-middle"
          data-check={row.check}
          data-kind={row.kind}
        >
          <Glyph name={glyphOf(row)} />
          {t(`health.check.${row.check as DataCheck}`)}
        </span>
      </RowName>
      <Cell right label={t("health.checks.evaluated")}>
        <BriefSource of="evaluated" part={row.check}>
          {didNotRun(row)
            ? t("health.checks.didNotRun")
            : t("health.checks.of", { evaluated: String(row.evaluated), expected: String(row.expected) })}
        </BriefSource>
      </Cell>
      <Cell right label={t("health.checks.findings")}>
        {isUnknown ? (
          <b>{t("health.checks.unknown")}</b>
        ) : row.found.length > 0 ? (
          <BriefSource of="findings" part={row.check}>
            {row.found.length}
          </BriefSource>
        ) : (
          <span className="text-ink-3">{t("health.checks.none")}</span>
        )}
      </Cell>
      <Cell prose label="">
        <span className={isUnknown ? "" : "text-ink-3"}>{saysOf(row, page, times, answers)}</span>
      </Cell>
    </Row>
  );
}

/** Never green when something was not evaluated. */
function glyphOf({ kind, check }: CheckRow): GlyphName {
  switch (kind) {
    case "unknown":
      return "unknown";
    case "finding":
      return checks[check].severity === "normal" ? "look" : "blocked";
    case "partly":
      return "partly";
    case "fine":
      return "clear";
  }
}

function saysOf(row: CheckRow, { t }: StaffPage, times: Times, answers: CheckAnswers): string {
  const names = (all: readonly string[]) =>
    t("health.checks.names", {
      names: all.slice(0, namesShown).join(", "),
      more: Math.max(0, all.length - namesShown),
    });
  const parts = row.found.length > 0 ? [names(row.found)] : [];
  // "Never run" is said of the check; beside another answer it is said of its clients.
  const isAlone = row.kind === "unknown" && row.unknown.length === 1;
  for (const { reason, clients } of row.unknown) {
    if (reason === "not_run") parts.push(isAlone ? t("health.checks.neverRun") : because("other", clients));
    else if (reason === "stale") {
      const newest = Math.max(...answers.clients.map(({ evaluatedAt }) => evaluatedAt.epochMilliseconds));
      parts.push(t("health.checks.stale", { time: times.moment(new Date(newest).toISOString()) }));
    } else parts.push(because(reason, clients));
  }
  return parts.join("; ");

  function because(reason: string, clients: readonly string[]): string {
    const key = unknownReasons.find((known) => known === reason) ?? "other";
    return t("health.checks.because", { reason: t(`health.checks.why.${key}`), names: names(clients) });
  }
}
