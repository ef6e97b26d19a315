import type { CheckKey, DataCheck, Severity } from "@/lib/checks/catalogue";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { DecimalText } from "@/lib/values/decimal";

/** Numbers that a finding was made from: decimals as exact text, days as `YYYY-MM-DD`, never a float (incident 42). */
export type Evidence = Readonly<Record<string, EvidenceValue>>;
type EvidenceValue = DecimalText | string | null | readonly string[];

/** What one check found in one client's facts. One is open at a time per client, check and subject. */
export interface CheckFinding {
  /** What it is about: a KPI's key, a day, a month, the other account; each check says which. */
  readonly subject: string;
  readonly severity: Severity;
  /** For engineers, in English; screens and messages make their words from check and evidence. */
  readonly message: string;
  readonly evidence: Evidence;
  /** Months whose reports it touches, oldest first. */
  readonly months: readonly CalendarMonth[];
  /** Spend of the days it is about, in the account's currency; null where no money is known. */
  readonly amount: DecimalText | null;
}

/** Why a check has no answer: a key that screens put into words. */
export const unknownReasons = [
  /** No ad account, so that there is nothing to look at. */
  "no_account",
  /** No day is due yet. */
  "nothing_due",
  /** Nothing was ever stored. */
  "never_read",
  /** The account, token or day was not read since yesterday morning: what was found then says nothing of today. */
  "not_read_recently",
  /** Days that the check needs are missing. */
  "days_missing",
  /** Fewer comparable weeks are stored than a baseline needs. */
  "too_little_history",
  /** So few conversions that chance explains any difference. */
  "too_few_conversions",
  /** No KPI is mapped, so none is counted. */
  "not_measured",
  /** Ads did not deliver in the days that are compared. */
  "no_delivery",
  /** Meta's total of an ended month was not read yet, or before its days had settled. */
  "no_month_total",
  /** Days of the month and its total were not read close enough to each other. */
  "read_at_different_times",
  /** The evaluation itself broke off, so that nothing is known of the client. */
  "evaluation_failed",
] as const;
export type UnknownReason = (typeof unknownReasons)[number];

/** The three answers of a check; "could not be evaluated" is never green (product.md, States). */
export type CheckOutcome = (
  | { readonly outcome: "fine" }
  | { readonly outcome: "finding"; readonly findings: readonly CheckFinding[] }
  | { readonly outcome: "unknown"; readonly reason: UnknownReason }
) & {
  /** Only of a check that answers month by month: its answer may be fine while it could not say anything of one of them. */
  readonly byMonth?: MonthAnswers;
};

/** What a check said of each month it looked at; a month that is not there was not looked at. */
export interface MonthAnswers {
  readonly said: { readonly [Month in CalendarMonth]?: MonthAnswer };
  /** Months of which it said enough to end an older finding. */
  readonly over: readonly CalendarMonth[];
}
export type MonthAnswer = "fine" | "finding" | UnknownReason;

/** Every check that lib/checks answers for a client: those from data, and those that the collector's reads and daily looks left behind. */
export type AnsweredCheck = Exclude<CheckKey, MonitorOrPerson>;
type MonitorOrPerson =
  | "collection_incomplete"
  | "incomplete_data"
  | "not_called"
  | "queue_stuck"
  | "checks_incomplete"
  | "not_delivered"
  | "pdf_missing"
  | "looks_wrong";

/** One client's answers as `check_outcomes.outcomes` holds them. */
export type StoredOutcomes = Readonly<
  Record<
    AnsweredCheck,
    {
      readonly outcome: CheckOutcome["outcome"];
      readonly reason?: UnknownReason;
      /** By month, where the check answers month by month. */
      readonly months?: MonthAnswers["said"];
    }
  >
>;

export type DataOutcomes = Readonly<Record<DataCheck, CheckOutcome>>;

export const fine: CheckOutcome = { outcome: "fine" };

/** "Could not be evaluated", and why. */
export function unknown(reason: UnknownReason): CheckOutcome {
  return { outcome: "unknown", reason };
}

/** Fine when nothing was found. */
export function found(findings: readonly CheckFinding[]): CheckOutcome {
  return findings.length === 0 ? fine : { outcome: "finding", findings };
}
