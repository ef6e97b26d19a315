import type { CheckKey, Severity } from "@/lib/checks/catalogue";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { DecimalText } from "@/lib/values/decimal";

/** What should be an open alert by what the data says now; what is open and not wanted any more is over. */
export interface Wanted {
  readonly clientId: string | null;
  readonly check: CheckKey;
  readonly subject: string;
  readonly cause: string;
  readonly severity: Severity;
  readonly message: string;
  /** With what the amount is (lib/alerts/amount-kind.ts). */
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly months: readonly CalendarMonth[];
  readonly amount: DecimalText | null;
  readonly currency: string | null;
}

/** What makes two alerts the same one. */
export function keyOf(one: {
  readonly clientId: string | null;
  readonly check: string;
  readonly subject: string;
}): string {
  return `${one.clientId ?? ""} ${one.check} ${one.subject}`;
}

const ranks: Readonly<Record<Severity, number>> = { normal: 0, high: 1, critical: 2 };

/** 0 normal, 1 high, 2 critical. */
export function rankOf(severity: Severity): number {
  return ranks[severity];
}

/** One of each key: the graver one, and the first of equals. */
export function onePerKey(wanted: readonly Wanted[]): Wanted[] {
  const byKey = new Map<string, Wanted>();
  for (const one of wanted) {
    const known = byKey.get(keyOf(one));
    if (!known || rankOf(one.severity) > rankOf(known.severity)) byKey.set(keyOf(one), one);
  }
  return [...byKey.values()];
}
