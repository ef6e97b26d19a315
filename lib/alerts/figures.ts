import { z } from "zod";
import type { Formats } from "@/lib/i18n/formats";
import type { Translate } from "@/lib/i18n/translator";
import { type FactMetric, factMetrics } from "@/lib/values/metric";

/** Names before a list is cut off. */
const mostNamed = 5;

const metric = z.enum(factMetrics);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const day = z.iso.date();
const change = z.object({ from: z.string(), to: z.string() });

/** What evidence may hold that words are made from; everything else in it is for the engineer. A field of another shape is left out. */
const evidenceSchema = z.object({
  differences: z
    .array(z.object({ metric, campaigns: decimal, account: decimal }))
    .optional()
    .catch(undefined),
  metric: metric.optional().catch(undefined),
  value: decimal.optional().catch(undefined),
  usual: decimal.optional().catch(undefined),
  from: decimal.optional().catch(undefined),
  to: decimal.optional().catch(undefined),
  meta: decimal.optional().catch(undefined),
  /** `days` of a month's total is a sum, everywhere else a list. */
  days_sum: decimal.optional().catch(undefined),
  days: z.array(day).optional().catch(undefined),
  clients: z.array(z.string()).optional().catch(undefined),
  evaluated: z.number().int().optional().catch(undefined),
  expected: z.number().int().optional().catch(undefined),
  /** Instants; null: never. */
  since: z.iso.datetime().nullable().optional().catch(undefined),
  expires_at: z.iso.datetime().optional().catch(undefined),
  ends_on: day.optional().catch(undefined),
  currency: change.optional().catch(undefined),
  time_zone: change.optional().catch(undefined),
  /** Of a number that looks wrong: who says so, what stood on the page, and why in their own words. */
  by: z.string().optional().catch(undefined),
  shown: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
});

type Parsed = z.output<typeof evidenceSchema>;

/** The numbers, days and names that a check kept, as sentences in one language; empty where it kept none that people read. Pure. */
export function figureSentences(
  t: Translate,
  formats: Formats,
  { subject, evidence }: { readonly subject: string; readonly evidence: Readonly<Record<string, unknown>> },
): string[] {
  const of = evidenceSchema.parse({ ...evidence, days_sum: evidence.days });
  const sentences: string[] = [];
  for (const { metric, campaigns, account } of (of.differences ?? []).slice(0, 3)) {
    const write = (text: string) => formats.value(metric, text);
    sentences.push(
      t("alerts.figures.pair", {
        metric: t(`metrics.${metric}`),
        campaigns: write(campaigns),
        account: write(account),
      }),
    );
  }
  const metricOf = of.metric ?? factMetrics.find((key) => key === subject);
  if (metricOf) sentences.push(...aboutMetric(t, formats, metricOf, of));
  for (const key of factMetrics) {
    const value = decimal.safeParse(evidence[key]);
    if (value.success)
      sentences.push(
        t("alerts.figures.value", {
          metric: t(`metrics.${key}`),
          value: formats.value(key, value.data),
        }),
      );
  }
  if (of.days?.length) {
    const list = listed(t, of.days.map(formats.day));
    sentences.push(t("alerts.figures.days", { count: of.days.length, list }));
  }
  for (const { from, to } of [of.currency, of.time_zone].filter((one) => one !== undefined))
    sentences.push(t("alerts.figures.changed", { from, to }));
  if (of.expires_at) sentences.push(t("alerts.figures.expires", { date: formats.instantDay(of.expires_at) }));
  if (of.ends_on) sentences.push(t("alerts.figures.expires", { date: formats.dayYear(of.ends_on) }));
  if (of.clients?.length)
    sentences.push(t("alerts.figures.clients", { count: of.clients.length, list: listed(t, of.clients) }));
  if (of.evaluated !== undefined && of.expected !== undefined)
    sentences.push(
      t("alerts.figures.evaluated", { evaluated: String(of.evaluated), expected: String(of.expected) }),
    );
  if (of.since) sentences.push(t("alerts.figures.since", { time: formats.instantMinute(of.since) }));
  if (of.since === null) sentences.push(t("alerts.figures.never"));
  const { by: name, shown, reason: words } = of;
  if (name !== undefined && shown !== undefined) {
    sentences.push(
      words === undefined
        ? t("alerts.figures.saw", { name, shown })
        : t("alerts.figures.said", { name, shown, words }),
    );
  }
  return sentences;
}

/** One KPI against what is usual, a month's days against Meta's own month, or what a figure was before. */
function aboutMetric(
  t: Translate,
  formats: Formats,
  metric: FactMetric,
  { value, usual, from, to, days_sum: days, meta }: Parsed,
): string[] {
  const name = t(`metrics.${metric}`);
  const write = (text: string) => formats.value(metric, text);
  // A silent KPI keeps only what would have been usual.
  if (usual !== undefined)
    return [t("alerts.figures.compared", { metric: name, value: write(value ?? "0"), usual: write(usual) })];
  if (days !== undefined && meta !== undefined)
    return [t("alerts.figures.month", { metric: name, days: write(days), meta: write(meta) })];
  if (from !== undefined && to !== undefined)
    return [t("alerts.figures.restated", { metric: name, from: write(from), to: write(to) })];
  return value === undefined ? [] : [t("alerts.figures.value", { metric: name, value: write(value) })];
}

/** "a, b, c", cut after five with the number of the others. */
function listed(t: Translate, names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).join(", ");
  const left = names.length - mostNamed;
  return left > 0 ? t("alerts.figures.more", { list: shown, count: String(left) }) : shown;
}
