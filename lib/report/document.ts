import { z } from "zod";
import { dayStates } from "@/lib/facts/day-state";
import { notComparableReasons } from "@/lib/kpi/compare";
import { actionLists, factMetrics, kpiMetrics, mappedKpis, ratioMetrics } from "@/lib/values/metric";

/**
 * The report document (architecture.md §5): what `report` prints live, what `publications.document` stores and what every surface renders.
 * Figures are exact decimal text or null with a reason, never 0 for unknown. Sections that no issue has built yet do not exist here.
 */
const day = z.iso.date();
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const instant = z.iso.datetime({ offset: true });
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

export const metricKeys = [...factMetrics, ...ratioMetrics] as const;
const metric = z.enum(metricKeys);

/** First that holds, gravest first (product.md, States: Figure). */
export const figureStates = ["unreconciled", "partial", "provisional", "settled"] as const;
export const unavailableReasons = [
  "not_measured",
  "not_collected",
  "no_denominator",
  "not_reported",
  "currency_changed",
] as const;

/** Why something that is asked for whole months is not there; each stands for itself and says so (incidents 27, 47). */
export const missingReasons = [
  "not_collected",
  "not_reported",
  "not_kept",
  "failed",
  "currency_changed",
] as const;

const comparison = z.object({
  /** `percent`: change is a percentage, not rounded for the screen; `counts` and `from_zero`: own and base are shown instead. */
  kind: z.enum(["percent", "counts", "from_zero", "not_comparable"]),
  own: decimal.nullable(),
  base: decimal.nullable(),
  own_days: z.number().int(),
  base_days: z.number().int(),
  change: decimal.nullable(),
  good: z.boolean().nullable(),
  reason: z.enum(notComparableReasons).optional(),
  /** For `measured_since` and `mapping_changed`: the day from which the present way of counting holds. */
  since: day.optional(),
  /** What the base month's newest publication prints, where that differs from the facts (R9). */
  published_base: decimal.optional(),
});

const figure = z.object({
  value: decimal.nullable(),
  unavailable: z.enum(unavailableReasons).optional(),
  state: z.enum(figureStates).nullable(),
  /** Days that stand behind the value. */
  days: z.number().int(),
  /**
   * Ratios only: the sums they are made of, `numerator / denominator × scale`. `sums` stands there where an input is measured on some days
   * only: the ratio is then taken over the days that have both, not over the two figures of the month.
   */
  inputs: z
    .object({
      numerator: metric,
      denominator: metric,
      scale: z.number(),
      sums: z.object({ numerator: decimal, denominator: decimal }).optional(),
    })
    .optional(),
  last_change: instant.optional(),
  sparkline: z
    .array(z.object({ month, value: decimal.nullable(), state: z.enum(figureStates).nullable() }))
    .optional(),
  comparisons: z.object({ previous: comparison, year_ago: comparison }),
});

/** Plain values by metric key; null is "not measured" or "not collected", never 0. */
const values = z.record(metric, decimal.nullable());

const choice = z.object({ list: z.enum(actionLists), type: z.string(), measured_since: day });

/** What the month's one sentence says, by the first rule that holds, and the sentence itself in the client's language (screens.md §1.2). */
const verdict = z.object({
  rule: z.enum(["not_collected", "no_delivery", "no_results", "spend", "result"]),
  text: z.string(),
});

/** Why the cost of a result, or the spend, changed against the month before: amounts that add up to the printed change (screens.md §1.4). */
const drivers = z.union([
  z.object({
    of: metric,
    from: decimal,
    to: decimal,
    factors: z.array(
      z.object({
        key: z.enum(["total_impressions", "cpm", "link_ctr", "result_rate"]),
        from: decimal,
        to: decimal,
        amount: decimal,
      }),
    ),
    /** Of the same change: budget moved, begun or ended, and the same campaigns doing otherwise; null where campaigns do not explain both months. */
    between: decimal.nullable(),
    within: decimal.nullable(),
    texts: z.array(z.string()),
  }),
  z.object({
    unavailable: z.enum(["not_comparable", "too_few", "factor_missing"]),
    /** By how much each campaign's spend changed, largest first; empty where the month before is not whole. */
    by_campaign: z.array(z.object({ id: z.string(), name: z.string(), amount: decimal })),
  }),
]);

const period = z.object({ since: day, until: day });
/** A period's own: nothing of it is added up from days, so it is settled by when it was asked, 28 days after its end or later. */
const periodState = z.enum(["provisional", "settled"]);
const missing = z.object({ unavailable: z.enum(missingReasons) });

const breakdown = z.union([
  z.object({
    /** The days that were asked for; of an open month maybe fewer than are stored by now. */
    window: period,
    /** Keys as Meta spells them: age and gender, platform and position, or region. Figures: delivery and what the client sees; null = not measured. */
    rows: z.array(
      z.object({
        keys: z.array(z.string()).min(1).max(2),
        figures: z.partialRecord(metric, decimal.nullable()),
      }),
    ),
    /** KPIs that are measured and shown, yet that Meta does not give with this breakdown: null in every row, which is not 0 (C25). */
    not_reported: z.array(z.enum(kpiMetrics)),
    /** The rows' spend and the account's own of the same days, both as Meta gave them at that moment; null where it did not. */
    covers: z.object({ spend: decimal, account_spend: decimal.nullable(), observed_at: instant }),
    /** Account − rows. */
    difference: decimal.nullable(),
    state: periodState,
  }),
  missing,
]);

const accountChange = z.object({
  /** First stored day of the month with the new value; null where the account has it now and no day of the month does. */
  since: day.nullable(),
  field: z.enum(["currency", "time_zone"]),
  from: z.string(),
  to: z.string(),
});

export const monthTotalSchema = z.object({
  metric: z.enum(["total_spend", "total_impressions"]),
  /** The sum of the month's days, Meta's own total of the same days, and Meta's − the sum. */
  days: decimal,
  meta: decimal,
  difference: decimal,
  /** When Meta was asked for its total. */
  at: instant,
});

/** A dated line of staff. */
const note = z.object({ date: day, text: z.string() });

export const reportSchema = z.object({
  schema: z.literal(1),
  client: z.object({ slug: z.string(), name: z.string() }),
  agency: z.object({ name: z.string(), contact: z.string().nullable() }),
  month,
  window: z.object({ since: day, until: day }),
  /** Of the month's newest stored day; the account's own where there is none. */
  time_zone: z.string(),
  currency: z.string().length(3),
  locale: z.enum(["pl", "en"]),
  state: z.enum(["open", "incomplete", "provisional", "settled"]),
  /** null when there is no row at all. */
  reconciled: z.boolean().nullable(),
  no_delivery: z.boolean(),
  last_delivery: day.nullable(),
  unreconciled: z.array(
    z.object({
      date: day,
      metric: z.enum(factMetrics),
      campaigns: decimal,
      account: decimal,
      difference: decimal,
    }),
  ),
  /** Only where every day is said to agree and the month's campaigns still do not add up to its account total: what is stored is not what was read. */
  differing_sums: z.array(z.enum(factMetrics)).optional(),
  coverage: z.object({
    days: z.number().int(),
    expected: z.number().int(),
    calendar: z.number().int(),
    missing: z.array(z.object({ date: day, reason: z.enum(["failed", "missing", "late"]) })),
  }),
  /** Only where currency or zone of the ad account changed within the month's days or after them (R11, incident 40). */
  account_changes: z.array(accountChange).optional(),
  /** Only where the check `month_total_differs` has an open finding about this month (R11). */
  month_total: monthTotalSchema.optional(),
  publication: z
    .object({
      version: z.number().int(),
      at: instant,
      by: z.string(),
      override: z.object({ reason: z.string(), by: z.string(), at: instant }).optional(),
      changes: z.array(
        z.object({
          version: z.number().int(),
          at: instant,
          why: z.string(),
          items: z.array(z.object({ kpi: metric, from: decimal.nullable(), to: decimal.nullable() })),
        }),
      ),
    })
    .nullable(),
  /** Days whose conversions Meta may still restate, and the day after which none can be. */
  may_change: z
    .object({
      since: day,
      until: day,
      /** Where that day was over already and these days had not been read since they settled: they may be out of date. */
      unread: z.literal(true).optional(),
    })
    .nullable(),
  /** The oldest read among the days that may still change; of a settled month the newest. `run_id` is the run of that read. */
  observed_at: instant.nullable(),
  run_id: z.string().nullable(),
  attribution: z.array(z.string()),
  mapping: z.object({
    version: z.number().int(),
    kpis: z.partialRecord(z.enum([...mappedKpis, "reservation_value"]), choice),
  }),
  /** Metrics this client sees, in order; the first of reservations, leads, messages, click_to_call is the client's result. */
  shown: z.array(metric),
  /** The client's own words for metrics ("purchases"), by key. */
  names: z.partialRecord(metric, z.string()),
  figures: z.record(metric, figure),
  verdict,
  /** Staff's own words under the verdict, and whose they are. Documents from before they could be written have none. */
  words: z.object({ text: z.string(), by: z.string() }).nullable().default(null),
  notes: z
    .object({ done: z.array(note), next: z.array(note), annotations: z.array(note) })
    .default({ done: [], next: [], annotations: [] }),
  drivers,
  /** What the client set for itself; null where it set nothing. Documents from before goals existed have none. */
  goals: z
    .object({
      /** `met`: null where the month cannot say it yet. */
      figures: z.array(
        z.object({
          metric,
          kind: z.enum(["at_least", "at_most"]),
          target: decimal,
          met: z.boolean().nullable(),
        }),
      ),
      /** `due` = amount × days ÷ calendar, what should be spent by the collected days; `share` = spent ÷ due × 100. */
      budget: z
        .object({
          amount: decimal,
          due: decimal,
          spent: decimal.nullable(),
          days: z.number().int(),
          calendar: z.number().int(),
          share: decimal.nullable(),
        })
        .nullable(),
    })
    .nullable()
    .default(null),
  /** Empty where fewer than two steps are measured. Rates in per cent of the step before; `base_rate` is the month before's. */
  funnel: z.array(
    z.object({
      kpi: metric,
      value: decimal,
      rate: decimal.nullable(),
      base_rate: decimal.nullable(),
      inverted: z.boolean(),
    }),
  ),
  daily: z.array(
    z.object({
      date: day,
      state: z.enum(dayStates).nullable(),
      no_delivery: z.boolean(),
      /** Only where this day's amounts are not in the report's currency. */
      currency: z.string().length(3).optional(),
      figures: values.nullable(),
    }),
  ),
  campaigns: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      figures: values,
      /** The same campaign's month before, null where it did not run; absent where the two months are not compared (R9). */
      previous: values.nullable().optional(),
    }),
  ),
  /** Campaigns of the month before that did not run in this one: part of the total it is compared with. */
  ended_campaigns: z.array(z.object({ id: z.string(), name: z.string(), figures: values })),
  /** Account total minus campaign rows, metric by metric (R7). */
  unattributed: z.object({ kind: z.enum(["none", "rounding", "in_no_campaign"]), figures: values }),
  /** Asked from Meta for exactly this period, or not available; never a sum of days (R8, incident 14). */
  reach: z.union([
    z.object({
      value: decimal,
      /** Impressions per person; null where nobody was reached. */
      frequency: decimal.nullable(),
      window: period,
      state: periodState,
      observed_at: instant,
    }),
    missing,
  ]),
  /** Who saw the ads and where: rows explain the account's total, they never replace it (R7). */
  breakdowns: z.object({ age_gender: breakdown, placement: breakdown, region: breakdown }),
  appendix: z.object({
    reconciliation: z.array(
      z.object({
        metric: z.enum(factMetrics),
        campaigns: decimal,
        account: decimal,
        difference: decimal,
        at: instant,
      }),
    ),
  }),
});

export type Report = z.infer<typeof reportSchema>;
export type Figure = z.infer<typeof figure>;
export type AccountChange = z.infer<typeof accountChange>;
export type MonthTotalDifference = z.infer<typeof monthTotalSchema>;
export type Comparison = z.infer<typeof comparison>;
export type ReportMetric = z.infer<typeof metric>;
export type FigureState = (typeof figureStates)[number];
export type MissingReason = (typeof missingReasons)[number];
export type UnavailableReason = (typeof unavailableReasons)[number];

/** Metrics that can be a client's result, in the order in which the first shown one is taken (architecture.md §5). */
export const resultMetrics = ["reservations", "leads", "messages", "click_to_call"] as const;
export type ResultMetric = (typeof resultMetrics)[number];
