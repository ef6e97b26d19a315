/** The mail that goes out with a publication. */
export const mail = {
  subject: "{client}: report for {month}",
  corrected: "Corrected: {client}, report for {month}",
  range: "{month}, {range}, amounts in {currency}",
  open: "Open the report",
  attached: "The report is attached as a PDF.",
  notAttached: "Its PDF was not ready when this mail went out; you can download it from the report.",
  until: "The link works until {date}.",
} as const;
