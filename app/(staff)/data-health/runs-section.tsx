import { passKey } from "@/app/(staff)/data-health/grid-words";
import { errorKey } from "@/app/(staff)/data-health/happened";
import { readBlock } from "@/app/(staff)/data-health/load-health";
import { reasonText } from "@/app/(staff)/data-health/reason-words";
import type { Times } from "@/app/(staff)/data-health/times";
import { UnreadBlock } from "@/app/(staff)/data-health/unread-block";
import { RunBar } from "@/components/health/run-bar";
import { Cell, Column, HealthHead, HealthTable, Row, RowName } from "@/components/health/table";
import { SectionHead } from "@/components/shell/section-head";
import { BriefSource } from "@/components/shell/source-of";
import { StateBlock } from "@/components/shell/state-block";
import { StaticRows } from "@/components/shell/static-rows";
import type { StaffPage } from "@/lib/auth/staff-page";
import { type RunError, readRunErrors } from "@/lib/facts/grid/read-run-errors";
import { type ListedRun, readRuns } from "@/lib/facts/grid/read-runs";

const shown = 14;
const shownOnPhone = 5;
const errorDays = 7;
const namesShown = 3;

/** The last runs with their duration against the usual one, and what went wrong in them by cause, in plain words. */
export async function RunsSection(props: { page: StaffPage; times: Times; accountIds: readonly string[] }) {
  const { page, times, accountIds } = props;
  const { t } = page;
  const title = t("health.runs.title");
  const read = await readBlock(
    "runs",
    async (tx, minute) => ({
      // Of the minute that runs, to its end.
      runs: await readRuns(tx, minute.add({ minutes: 1 }), shown),
      errors: await readRunErrors(tx, accountIds, minute.subtract({ hours: errorDays * 24 })),
    }),
    accountIds,
  );
  if (!read.ok) return <UnreadBlock t={t} id="runs" title={title} />;
  const { runs, errors } = read.value;
  return (
    <section aria-labelledby="runs" className="mt-10 max-desk:mt-8">
      <SectionHead
        id="runs"
        title={title}
        note={runs.length > 0 ? t("health.runs.lead", { count: String(runs.length) }) : null}
      />
      {runs.length === 0 ? (
        <StateBlock title={t("health.runs.none")}>{t("health.runs.noneEffect")}</StateBlock>
      ) : (
        <div className="grid items-start gap-x-10 gap-y-6 wide:grid-cols-[minmax(0,1fr)_288px]">
          <RunTable page={page} times={times} runs={runs} />
          <Errors page={page} errors={errors} />
        </div>
      )}
    </section>
  );
}

interface RunsProps {
  readonly page: StaffPage;
  readonly times: Times;
  readonly runs: readonly ListedRun[];
}

function RunTable({ page, times, runs }: RunsProps) {
  const { t } = page;
  return (
    <HealthTable labelledBy="runs" widths={[56, null, 70, 140, 82, 58, 76, 94, 132]} of={832}>
      <HealthHead>
        <Column>{t("health.runs.day")}</Column>
        <Column>{t("health.runs.run")}</Column>
        <Column right>{t("health.runs.start")}</Column>
        <Column>{t("health.runs.duration")}</Column>
        <Column right>{t("health.runs.ok")}</Column>
        <Column right>{t("health.runs.failed")}</Column>
        <Column right>{t("health.runs.skipped")}</Column>
        <Column right>{t("health.runs.calls")}</Column>
        <Column>{t("health.runs.remark")}</Column>
      </HealthHead>
      <StaticRows
        className="block desk:table-row-group"
        kept={{ of: [runs], as: `runs ${page.staff.locale}` }}
      >
        <RunLines page={page} times={times} runs={runs} />
      </StaticRows>
    </HealthTable>
  );
}

function RunLines({ page: { t }, times, runs }: RunsProps) {
  const longest = Math.max(
    1,
    ...runs.flatMap(({ seconds, usualSeconds }) => [seconds ?? 0, usualSeconds ?? 0]),
  );
  return runs.map((run, index) => (
    <Row key={run.id} folded={index >= shownOnPhone}>
      <RowName>{times.day(run.startedAt)}</RowName>
      <Cell label={t("health.runs.run")}>{runName(run, t)}</Cell>
      <Cell right label={t("health.runs.start")}>
        {times.clock(run.startedAt)}
      </Cell>
      <Cell label={t("health.runs.duration")}>
        {run.seconds === null ? (
          <span className="text-ink-3">{t("health.runs.running")}</span>
        ) : (
          <RunBar
            seconds={run.seconds}
            usual={run.usualSeconds}
            longest={longest}
            usualText={
              run.usualSeconds === null
                ? ""
                : t("health.runs.usual", { time: durationText(run.usualSeconds) })
            }
          >
            <BriefSource of="duration" part={run.id}>
              {durationText(run.seconds)}
            </BriefSource>
          </RunBar>
        )}
      </Cell>
      <Cell right label={t("health.runs.ok")}>
        <BriefSource of="done" part={run.id}>
          {t("health.runs.okOf", { done: String(run.done), expected: String(run.expected) })}
        </BriefSource>
      </Cell>
      <Cell right label={t("health.runs.failed")}>
        <span className={run.failed > 0 ? "font-semibold text-bad" : "text-ink-3"}>
          <BriefSource of="failed" part={run.id}>
            {run.failed}
          </BriefSource>
        </span>
      </Cell>
      <Cell right label={t("health.runs.skipped")}>
        <span className={run.skipped > 0 ? "text-warn" : "text-ink-3"}>
          <BriefSource of="skipped" part={run.id}>
            {run.skipped}
          </BriefSource>
        </span>
      </Cell>
      <Cell right label={t("health.runs.calls")}>
        <BriefSource of="calls" part={run.id}>
          {run.calls}
        </BriefSource>
      </Cell>
      <Cell prose label={remark(run, t) && t("health.runs.remark")}>
        <span className="text-ink-3">{remark(run, t)}</span>
      </Cell>
    </Row>
  ));
}

/** "morning run", with the city where all its accounts are in one zone that is not the usual one. */
function runName(run: ListedRun, t: StaffPage["t"]): string {
  const city = run.zone?.split("/").at(-1)?.replaceAll("_", " ");
  const name = t(`health.pass.${passKey(run.pass)}`);
  return city && run.expected < 3 ? `${name}, ${city}` : name;
}

function remark(run: ListedRun, t: StaffPage["t"]): string {
  const by =
    run.trigger === "manual" || run.trigger === "cli" ? t("health.runs.by", { name: run.requestedBy }) : "";
  const reason = run.reason === null ? "" : reasonText(t, run.reason);
  return [reason, by].filter(Boolean).join(", ");
}

/** "18:52" minutes and seconds, "1:04:20" from an hour on. */
function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (part: number) => String(part).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

function Errors({ page: { t }, errors }: { page: StaffPage; errors: readonly RunError[] }) {
  return (
    <div>
      <h3 className="flex h-8 justify-between border-rule-strong border-b pb-[7px] text-ink-3 text-xs">
        <span className="self-end">{t("health.runs.errors")}</span>
        <span className="self-end">{t("health.runs.times")}</span>
      </h3>
      {errors.length === 0 ? <p className="py-2 text-ink-3">{t("health.runs.noErrors")}</p> : null}
      <ul>
        {errors.map((error) => (
          <ErrorLine key={`${error.class} ${error.code} ${error.subcode}`} t={t} error={error} />
        ))}
      </ul>
    </div>
  );
}

function ErrorLine({ t, error }: { t: StaffPage["t"]; error: RunError }) {
  const key = errorKey(error.class);
  const all = error.clients.length;
  const isOver = error.recovered === all;
  const tone = isOver
    ? ""
    : key.startsWith("FIX") || key === "VERSION" || key === "PERMANENT"
      ? "text-bad"
      : "text-warn";
  const code = [error.code, error.subcode].filter((part) => part !== null).join(" / ");
  return (
    <li className="flex justify-between gap-4 border-rule border-b py-2">
      <div className="min-w-0">
        <p className={tone}>{t(`health.error.${key}`)}</p>
        <p className="text-ink-3 text-xs leading-4">
          {t("health.runs.clients", {
            names: [...new Set(error.clients)].slice(0, namesShown).join(", "),
            more: Math.max(0, new Set(error.clients).size - namesShown),
          })}
          .{" "}
          {isOver
            ? t("health.runs.recovered")
            : `${
                error.recovered === 0
                  ? t("health.runs.notRecovered")
                  : t("health.runs.recoveredSome", { done: String(error.recovered), all: String(all) })
              } ${t(`health.error.next.${key}`)}`}
        </p>
        {code ? <p className="text-ink-3 text-xs leading-4">{t("health.runs.code", { code })}</p> : null}
      </div>
      <span className="num flex-none">
        <BriefSource of="errors">{error.times}</BriefSource>
      </span>
    </li>
  );
}
