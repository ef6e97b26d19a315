/** Who gets a client's report by mail, how, and when staff are reminded of it. */
export const delivery = {
  heading: "Mail",
  none: "Nobody gets this client’s reports by mail.",
  gets: "{count, plural, one {# address gets} other {# addresses get}} each report by mail, in {language}, {pdf, select, yes {with the PDF} other {without the PDF}}.",
  language: { pl: "Polish", en: "English" },
  reminded:
    "Reminder to staff on day {day} of the following month at {hour}, {zone}, while the report is not published.",
  notReminded: "Staff are not reminded.",
  change: "Change who gets it",
  form: {
    recipients: "Mail addresses",
    recipientsHint:
      "One a line, at most {count}. Each gets a link of its own. Mails that went out or are queued stay as they are.",
    locale: "Language of report and mail",
    localeHint: "From the next version on.",
    attach: "Attach the PDF",
    attachHint: "The mail then waits for the PDF, two hours at most; if it goes without, it says so.",
    reminder: "Remind staff of an unpublished report",
    never: "Never",
    day: "On day {day} of the following month",
    reminderHint: "At {hour} by the client’s clocks ({zone}), to the client’s manager, else to the admins.",
    save: "Save",
    busy: "Saving …",
    saved: "Saved: {count, plural, =0 {nobody gets the report by mail} one {# address} other {# addresses}}.",
    malformed: "“{address}” is not a mail address. Nothing was saved.",
    tooMany: "At most {count} addresses. Nothing was saved.",
    faulty: "The form did not arrive whole. Nothing was saved; load the page again.",
  },
  mails: {
    sent: "v{version} sent on {date}",
    sentWithoutPdf: "v{version} sent on {date} without its PDF, and the mail says so",
    waits: "v{version} is waiting to be sent",
    waits_for_pdf: "v{version} is waiting for its PDF",
    failed: "v{version} could not be delivered: {error}",
  },
  reminder: {
    subject: "{client}: the report for {month} is not published yet",
    draft: "The report of {client} for {month} is a draft; nobody has taken it into review.",
    in_review: "The report of {client} for {month} is in review and not published yet.",
    open: "Open the report",
    footer: "You get this reminder because it is set for this client ({agency}).",
  },
} as const;
