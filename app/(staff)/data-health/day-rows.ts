import { passKey, valueText } from "@/app/(staff)/data-health/grid-words";
import type { OpenDay } from "@/app/(staff)/data-health/load-day";
import { monthText } from "@/lib/i18n/date-text";
import { monthOf } from "@/lib/values/calendar-month";
import type { FactMetric } from "@/lib/values/metric";

interface DayRow {
  readonly name: string;
  readonly value: string;
  /** The metric it is a figure of; left out where it is none. */
  readonly metric?: FactMetric;
  readonly strong?: boolean;
  /** Codes and Meta's own words, last. */
  readonly engineer?: boolean;
}

/** The facts of the panel, name and value: totals, reads, the try, what changed, what it touches, and last what engineers want. */
export function dayRows(open: OpenDay): DayRow[] {
  return [...totals(open), ...reads(open), ...touches(open), ...forEngineers(open)];
}

function totals({ t, locale, detail }: OpenDay): DayRow[] {
  const { row, currency } = detail;
  if (!row) return [];
  const value = (metric: FactMetric, text: string | null) => valueText(locale, currency, metric, text);
  const spend = row.differences.find(({ metric }) => metric === "total_spend");
  const total = row.figures.total_spend;
  const others = row.differences.filter(({ metric }) => metric !== "total_spend");
  return [
    {
      name: t("health.day.total"),
      value: value("total_spend", spend?.account ?? total),
      metric: "total_spend",
    },
    {
      name: t("health.day.rows", { count: row.campaigns }),
      ...(spend ? { metric: "total_spend" } : {}),
      value: spend ? value("total_spend", spend.campaigns) : t("health.day.agree"),
    },
    ...(spend
      ? [
          {
            name: t("health.day.difference"),
            value: value("total_spend", spend.difference),
            metric: "total_spend" as const,
            strong: true,
          },
        ]
      : []),
    ...others.map(({ metric, account, campaigns }) => ({
      name: t(`metrics.${metric}`),
      metric,
      value: t("health.day.both", {
        account: value(metric, account),
        campaigns: value(metric, campaigns),
      }),
    })),
  ];
}

function reads({ t, locale, times, detail }: OpenDay): DayRow[] {
  const { row, good, attempts, restatements, currency } = detail;
  const [newest] = attempts;
  const changes = sinceFirst(restatements);
  const attempt = good ?? newest ?? null;
  return [
    ...(row ? [{ name: t("health.day.first"), value: times.moment(row.firstObservedAt) }] : []),
    ...(good?.finishedAt ? [{ name: t("health.day.last"), value: times.moment(good.finishedAt) }] : []),
    ...(attempt
      ? [
          {
            name: t("health.day.attempt"),
            value: `${t(`health.pass.${passKey(attempt.pass)}`)}, ${
              attempt.state === "ok"
                ? t("health.day.attemptOk", {
                    number: attempt.number,
                    pages: attempt.pages,
                    rows: attempt.rows,
                  })
                : t(`health.day.attemptState.${attempt.state}`)
            }`,
          },
        ]
      : []),
    ...(newest && newest !== attempt
      ? [
          {
            name: times.moment(newest.startedAt),
            value: t(`health.day.attemptState.${newest.state}`),
          },
        ]
      : []),
    ...(row && changes.length === 0
      ? [{ name: t("health.day.sinceFirst"), value: t("health.day.unchanged") }]
      : changes.map(({ metric, from, to }) => ({
          name: t(`metrics.${metric}`),
          metric,
          value: t("health.changes.fromTo", {
            from: valueText(locale, currency, metric, from),
            to: valueText(locale, currency, metric, to),
          }),
        }))),
  ];
}

function touches({ t, locale, detail, day }: OpenDay): DayRow[] {
  const month = monthText(locale, monthOf(day));
  const { publication } = detail;
  return [
    {
      name: t("health.day.touches"),
      value: publication
        ? t("health.day.touchesVersion", { month, version: String(publication.version) })
        : month,
    },
  ];
}

function forEngineers({ t, detail }: OpenDay): DayRow[] {
  const error = detail.row ? null : (detail.attempts.find((each) => each.error !== null)?.error ?? null);
  if (!error) return [];
  const code = [error.code, error.subcode].filter((part) => part !== null).join(" / ");
  return [
    {
      name: t("health.day.engineer"),
      value: [code ? t("health.day.code", { code }) : error.class, error.message].filter(Boolean).join(": "),
      engineer: true,
    },
  ];
}

/** Per metric the first value and the newest; what went back to the first has not changed. */
function sinceFirst(restatements: OpenDay["detail"]["restatements"]) {
  const changes = new Map<FactMetric, { metric: FactMetric; from: string | null; to: string | null }>();
  for (const { changes: changed } of restatements) {
    for (const [name, { from, to }] of Object.entries(changed)) {
      const metric = name as FactMetric;
      changes.set(metric, { metric, from: changes.get(metric)?.from ?? from, to });
    }
  }
  return [...changes.values()].filter(({ from, to }) => from !== to);
}
