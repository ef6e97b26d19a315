import { z } from "zod";

const count = (usual: number, least = 1, most = 10_000) =>
  z.number().int().min(least).max(most).default(usual);
const share = (usual: number) => z.number().gt(0).lt(1).default(usual);

/**
 * Limits of the checks. `agency.thresholds` holds those that an agency chose otherwise, by these names; why the usual ones are what they are
 * stands in docs/adr/0015. An unknown name is refused: a misspelt limit would hold for nobody and look as if it did.
 */
export const thresholdsSchema = z.strictObject({
  /** Weeks before the compared days that make the baseline; the same days of the week in each. */
  baseline_weeks: count(6, 2, 12),
  /** Of them, weeks that have to be stored in full. */
  baseline_least_weeks: count(4, 2, 12),
  /** Newest days whose conversions are still coming in and that no fall is judged by. */
  conversions_lag_days: count(3, 1, 28),
  /** Conversions below which no share is named (R9). */
  conversions_least: count(10),
  /** Days in a row with spend and without a conversion. */
  silent_days: count(3),
  /** Conversions that those days would usually have brought by now. */
  silent_expected: count(15),
  /** Days whose sum is compared with the same days of the weeks before. */
  kpi_days: count(7, 1, 14),
  /** A KPI below this share of its baseline fell. */
  kpi_fell_below: share(0.5),
  /** Standard deviations of a pure count that the fall has to be beyond chance. */
  kpi_deviations: z.number().min(0).max(10).default(4),
  /** A day with fewer campaign rows than this share of the same weekdays' median. */
  rows_below: share(0.3),
  /** Median rows below which one campaign more or less is a large share. */
  rows_least: count(6),
  /** Newest days in which every day should be stored. */
  missing_days: count(35, 1, 400),
  /** Days after the first reading in which the days before it are being caught up. */
  catch_up_days: count(2),
  /** When yesterday should be stored, on the account's clocks. */
  late_at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default("06:30"),
  /** Hours after which what was read says nothing of today any more. */
  read_hours: count(36),
  /** Days in which a restatement is looked at. */
  restated_days: count(7),
  /** Change of one day's value, or of all days' together, that is unusual. */
  restated_day_share: share(0.5),
  restated_sum_share: share(0.1),
  /** Change of money or delivery of a day older than three days, as a share of the day. */
  restated_delivery_share: share(0.05),
  /** Days on which two accounts have to show exactly the same figures. */
  twin_days: count(7, 3, 14),
  /** Minutes that Meta still asks to wait; shorter pauses are ordinary. */
  rate_limit_minutes: count(15, 0),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;
