import type { Times } from "@/app/(staff)/data-health/times";
import type { GridWords } from "@/components/health/grid-html";
import { cellStates } from "@/lib/facts/grid/cell-state";
import type { ReadGrid } from "@/lib/facts/grid/read-grid";
import { dayText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import { metricKinds } from "@/lib/i18n/metric-kind";
import { moneyText } from "@/lib/i18n/money-text";
import { countText } from "@/lib/i18n/number-text";
import type { Translate } from "@/lib/i18n/translator";
import type { FactMetric } from "@/lib/values/metric";

/** Words of the day grid. What repeats is written once: states, days, moments; the rest is put together from them. */
export function gridWords(t: Translate, locale: Locale, grid: ReadGrid, times: Times): GridWords {
  const days = new Map(grid.days.map((day) => [day, dayText(locale, day)]));
  const states = Object.fromEntries(cellStates.map((state) => [state, t(`health.state.${state}`)]));
  const changes = changesByDay(grid);
  const notes = new Map<string, string>();
  const readNote = (runId: string, at: string, rows: number, width: number) => {
    const key = `${runId} ${at} ${rows} ${width}`;
    const known = notes.get(key);
    if (known !== undefined) return known;
    const note = t("health.days.read", {
      time: times.moment(at),
      pass: t(`health.pass.${passKey(grid.passes.get(runId))}`),
      rows,
      days: width,
    });
    notes.set(key, note);
    return note;
  };
  return {
    cell: ({ client }, cell) => {
      const names = {
        client: client.name,
        day: days.get(cell.date) ?? cell.date,
        state: states[cell.drawn] ?? "",
      };
      return cell.spend === null
        ? t("health.days.cellBare", names)
        : t("health.days.cell", {
            ...names,
            spend: moneyText(locale, client.account?.currency ?? "", cell.spend),
          });
    },
    noCell: ({ client }, day) => t("health.days.noCell", { client: client.name, day: days.get(day) ?? day }),
    note: ({ client }, cell) => {
      const { account } = client;
      const read = cell.observed
        ? readNote(cell.observed.runId, cell.observed.at, cell.observed.rows, cell.observed.days)
        : cell.triedAt
          ? t("health.days.tried", { time: times.moment(cell.triedAt) })
          : "";
      const changed = account ? (changes.get(`${account.id} ${cell.date}`) ?? []) : [];
      const parts = changed.map(({ metric, from, to }) =>
        t("health.days.changed", {
          metric: t(`metrics.${metric}`),
          from: valueText(locale, account?.currency ?? "", metric, from),
          to: valueText(locale, account?.currency ?? "", metric, to),
        }),
      );
      return [read, ...parts].filter(Boolean).join(" · ");
    },
    count: (row) =>
      row.client.account === null
        ? t("health.days.noAccount")
        : t("health.days.count", { stored: String(row.stored), expected: String(row.expected) }),
  };
}

/** The pass as a key that has words. */
export function passKey(pass: string | undefined) {
  const known = ["morning", "noon", "sunday", "catch_up", "range"] as const;
  return known.find((each) => each === pass) ?? "other";
}

/** A metric's exact value in words; "—" where it is not measured, never 0 (R3). */
export function valueText(
  locale: Locale,
  currency: string,
  metric: FactMetric,
  value: string | null,
): string {
  if (value === null) return "—";
  return metricKinds[metric] === "money" ? moneyText(locale, currency, value) : countText(locale, value);
}

interface DayChange {
  readonly metric: FactMetric;
  readonly from: string | null;
  readonly to: string | null;
}

/** Of each restated account-day what changed in all, first value to newest; a change that went back is none. */
export function changesByDay(grid: Pick<ReadGrid, "restatements">): Map<string, DayChange[]> {
  const byDay = new Map<string, Map<FactMetric, DayChange>>();
  for (const { accountId, date, changes } of grid.restatements) {
    const key = `${accountId} ${date}`;
    const day = byDay.get(key) ?? new Map<FactMetric, DayChange>();
    byDay.set(key, day);
    for (const [name, change] of Object.entries(changes)) {
      const metric = name as FactMetric;
      day.set(metric, { metric, from: day.get(metric)?.from ?? change.from, to: change.to });
    }
  }
  return new Map(
    [...byDay].map(([key, day]) => [key, [...day.values()].filter(({ from, to }) => from !== to)]),
  );
}
