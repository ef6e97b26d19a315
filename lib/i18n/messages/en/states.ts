/** One word per state (product.md, States), for every surface. */
export const states = {
  figure: {
    unreconciled: "does not match Meta’s total",
    partial: "partial",
    provisional: "provisional",
    settled: "settled",
  },
  unavailable: {
    not_measured: "not measured",
    not_collected: "not collected",
    no_denominator: "nothing to divide by",
    not_reported: "not reported by Meta",
    currency_changed: "two currencies in one month, never added",
  },
  day: {
    failed: "failed",
    missing: "missing",
    unreconciled: "does not match",
    late: "late",
    provisional: "provisional",
    settled: "settled",
    no_delivery: "no delivery",
  },
  month: {
    open: "open",
    incomplete: "incomplete",
    provisional: "provisional",
    settled: "settled",
  },
} as const;
