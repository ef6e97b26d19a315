import { Temporal } from "temporal-polyfill";
import { type CheckRow, didNotRun } from "@/app/(staff)/data-health/check-rows";
import { type IncidentRow, incidentRows } from "@/app/(staff)/data-health/incident-rows";
import { readBlock } from "@/app/(staff)/data-health/load-health";
import type { Times } from "@/app/(staff)/data-health/times";
import { UnreadBlock } from "@/app/(staff)/data-health/unread-block";
import { Cell, Column, HealthHead, HealthTable, Row, RowName } from "@/components/health/table";
import { SectionHead } from "@/components/shell/section-head";
import { BriefSource } from "@/components/shell/source-of";
import { StateBlock } from "@/components/shell/state-block";
import { StaticRows } from "@/components/shell/static-rows";
import { Glyph } from "@/components/ui/glyph";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { DataCheck } from "@/lib/checks/catalogue";
import { newForDays } from "@/lib/facts/grid/read-grid";
import { readIncidents } from "@/lib/facts/grid/read-incidents";

const shown = 25;
/** More unknown checks than these are counted, not named; the table above names them. */
const namedUnknown = 3;

/** What was found and by whom, who has it, and how long it took to be noticed; checks that gave no answer stand first. */
export async function IncidentsSection(props: {
  page: StaffPage;
  times: Times;
  checks: readonly CheckRow[] | null;
}) {
  const { page, times, checks } = props;
  const { t } = page;
  const title = t("health.incidents.title");
  const read = await readBlock("incidents", (tx, minute) =>
    readIncidents(tx, minute.subtract({ hours: newForDays * 24 })),
  );
  if (!read.ok) return <UnreadBlock t={t} id="incidents" title={title} />;
  const rows = incidentRows(page, read.value, times);
  const unknown = (checks ?? []).filter(({ kind }) => kind === "unknown");
  const resolved = rows.filter(({ state }) => state === "resolved").length;
  return (
    <section aria-labelledby="incidents" className="mt-10 max-desk:mt-8">
      <SectionHead
        id="incidents"
        title={title}
        note={t("health.incidents.lead", {
          count: rows.length - resolved + Math.min(1, unknown.length),
          resolved,
        })}
      />
      {rows.length + unknown.length === 0 ? (
        <StateBlock title={t("health.incidents.none")}>{t("health.incidents.noneEffect")}</StateBlock>
      ) : (
        <HealthTable labelledBy="incidents" widths={[310, 146, 112, null, 150, 108]}>
          <HealthHead>
            <Column>{t("health.incidents.finding")}</Column>
            <Column>{t("health.incidents.state")}</Column>
            <Column>{t("health.incidents.owner")}</Column>
            <Column>{t("health.incidents.cause")}</Column>
            <Column>{t("health.incidents.noticed")}</Column>
            <Column right>{t("health.incidents.time")}</Column>
          </HealthHead>
          <StaticRows className="block desk:table-row-group">
            {unknown.length > 0 ? (
              <Line
                page={page}
                row={{
                  key: "unknown",
                  glyph: "unknown",
                  state: "open",
                  title:
                    unknown.length > namedUnknown
                      ? t("health.incidents.unknownMany", { count: unknown.length })
                      : t("health.incidents.unknown", {
                          checks: unknown
                            .map(({ check }) => t(`health.check.${check as DataCheck}`))
                            .join(", "),
                        }),
                  stateText: t("health.incidents.notEvaluated"),
                  owner: null,
                  cause: t(unknown.every(didNotRun) ? "health.checks.didNotRun" : "health.checks.noAnswer"),
                  noticedBy: t("health.incidents.by.data"),
                  time: null,
                }}
              />
            ) : null}
            {rows.slice(0, shown).map((row) => (
              <Line key={row.key} page={page} row={row} />
            ))}
          </StaticRows>
        </HealthTable>
      )}
      {rows.length > shown ? (
        <p className="mt-2 text-ink-3">{t("health.incidents.more", { count: rows.length - shown })}</p>
      ) : null}
    </section>
  );
}

function Line({ page: { t }, row }: { page: StaffPage; row: IncidentRow }) {
  const quiet = row.state === "resolved" ? "text-ink-3" : "";
  return (
    <Row className={row.glyph === "unknown" ? "bg-unknown-soft desk:hover:bg-unknown-soft" : ""}>
      <RowName className="whitespace-normal desk:py-1.5">
        <span className="flex items-start gap-2">
          <Glyph name={row.glyph} className="mt-0.5" />
          <span className={`min-w-0 break-words ${quiet}`}>{row.title}</span>
        </span>
      </RowName>
      <Cell label={t("health.incidents.state")}>{row.stateText}</Cell>
      <Cell label={t("health.incidents.owner")}>
        {row.owner ?? <span className="text-ink-3">{t("health.incidents.nobody")}</span>}
      </Cell>
      <Cell prose label={t("health.incidents.cause")}>
        <span className="text-ink-3">{row.cause}</span>
      </Cell>
      <Cell label={t("health.incidents.noticed")}>
        <span className="text-ink-3">{row.noticedBy}</span>
      </Cell>
      <Cell right label={t("health.incidents.time")}>
        {row.time ? (
          <BriefSource of="noticed">{durationText(row.time, t)}</BriefSource>
        ) : (
          <span className="text-ink-3">—</span>
        )}
      </Cell>
    </Row>
  );
}

function durationText(time: Temporal.Duration, t: StaffPage["t"]): string {
  const minutes = Math.max(0, Math.round(Temporal.Duration.from(time).total("minutes")));
  if (minutes < 120) return t("health.incidents.minutes", { count: String(minutes) });
  if (minutes < 48 * 60) return t("health.incidents.hours", { count: String(Math.round(minutes / 60)) });
  return t("health.incidents.days", { count: Math.round(minutes / 1440) });
}
