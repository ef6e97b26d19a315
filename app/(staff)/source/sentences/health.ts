import { answerOf, countDays, isTroubled } from "@/app/(staff)/data-health/answer";
import { type CheckRow, checkRows } from "@/app/(staff)/data-health/check-rows";
import { loadCalls, loadChecks, loadGrid, pageNow } from "@/app/(staff)/data-health/load-health";
import { createTimes } from "@/app/(staff)/data-health/times";
import { type Counted, instantText, joined, type Sentence } from "@/app/(staff)/source/sentences/sentence";
import { loadStaffPage } from "@/lib/auth/staff-page";
import type { DataCheck } from "@/lib/checks/catalogue";
import type { HealthGrid } from "@/lib/facts/grid/build-grid";

/** Days that are not there or not right, by client, and what the checks say; null where the days cannot be read. */
export async function countHealth(): Promise<Sentence | null> {
  const page = await loadStaffPage();
  const { t, staff, agency } = page;
  const [grid, answers, calls] = await Promise.all([loadGrid(), loadChecks(), loadCalls()]);
  if (!grid.ok) return null;
  const now = pageNow();
  const clients = grid.value.rows.map(({ client }) => client);
  const rows = answers.ok ? checkRows({ clients, answers: answers.value, now }) : null;
  const { answer, rest } = answerOf(
    t,
    {
      grid: grid.value,
      checks: rows && answers.ok ? { rows, everRan: answers.value.clients.length > 0 } : null,
      calls: calls.ok ? calls.value : null,
      now,
    },
    createTimes(staff.locale, agency.zone, now).moment,
  );
  const checked = (kind: CheckRow["kind"]) =>
    (rows ?? [])
      .filter((row) => row.kind === kind)
      .map(({ check }) => t(`health.check.${check as DataCheck}`));
  const partly = (rows ?? [])
    .filter(({ kind, evaluated, expected }) => kind !== "unknown" && evaluated < expected)
    .map(({ check }) => t(`health.check.${check as DataCheck}`));
  const evaluatedAt = answers.ok ? answers.value.coverage.evaluatedAt : null;
  return {
    text: joined(answer, rest),
    formula: t("today.source.sentence.health.formula"),
    counted: [
      { term: t("today.source.sentence.health.missing"), ...daysIn(grid.value, "failed", "missing") },
      { term: t("today.source.sentence.health.unreconciled"), ...daysIn(grid.value, "unreconciled") },
      { term: t("today.source.sentence.health.late"), ...daysIn(grid.value, "late") },
      {
        term: t("today.source.sentence.health.affected"),
        names: grid.value.rows.filter(isTroubled).map(({ client }) => client.name),
      },
      { term: t("today.source.sentence.health.all"), names: [], count: countDays(grid.value).all },
      { term: t("today.source.sentence.health.found"), names: checked("finding") },
      { term: t("today.source.sentence.health.unknown"), names: checked("unknown") },
      { term: t("today.source.sentence.health.partly"), names: partly },
    ],
    since: [
      [
        t("today.source.sentence.checks"),
        evaluatedAt ? instantText(page, evaluatedAt) : t("today.source.sentence.never"),
      ],
    ],
  };
}

/** "Klinika Fala 8": days in these states by client. */
function daysIn(grid: HealthGrid, ...states: readonly string[]): Omit<Counted, "term"> & { count: number } {
  const found = grid.rows
    .map(({ client, cells }) => ({
      name: client.name,
      days: cells.filter((cell) => cell !== null && states.includes(cell.state)).length,
    }))
    .filter(({ days }) => days > 0);
  return {
    names: found.map(({ name, days }) => `${name} ${days}`),
    count: found.reduce((sum, { days }) => sum + days, 0),
  };
}
