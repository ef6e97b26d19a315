/** The mail that goes out with a publication. */
export const mail = {
  subject: "{client}: report for {month}",
  range: "{month}, {range}, amounts in {currency}",
  previous: "than the month before",
  yearAgo: "year on year",
  counts: "from {from} to {to}, {base}",
  better: "better",
  worse: "worse",
  open: "Open the report",
  until: "The link works until {date}.",
} as const;
