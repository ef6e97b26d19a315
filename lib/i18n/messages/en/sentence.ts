/** Where the numbers of a page's first sentence come from: what each counts, and what it counted. */
export const sentence = {
  title: "How this sentence was counted",
  counted: "{count}: {names}",
  read: "Counted",
  checks: "Checks answered",
  never: "never",
  today: {
    formula:
      "A client needs you while an open alert about it asks somebody to act. Complete: every day that is due is stored. Could not be judged: a check has no answer. One client may stand in several lines.",
    need: "Need you",
    complete: "Complete",
    missing: "Days missing",
    unreconciled: "Unreconciled",
    late: "Late",
    waiting: "No day due yet",
    unknown: "Not judged",
    unjudged: "Nothing to compare",
    all: "All clients",
  },
  reports: {
    formula:
      "One report per client of this month. Published: its newest version is out and not withdrawn. Blocked and worth a look by the rules of the checklist on each report.",
    out: "Published",
    stale: "Of these, no longer true by today’s figures",
    ready: "Ready",
    blocked: "Blocked",
    look: "Worth a look",
    open: "Month not over",
  },
  month: {
    formula: "Lines of the checklist on this page, made from the stored days, publications and comments.",
    blocks: "Blocks",
    look: "Worth a look",
    unknown: "Unknown",
    info: "To know",
    clear: "Clear",
  },
  alerts: {
    formula:
      "One open alert per client, check and subject; alerts of one cause are one row. Without an answer: checks that could not be judged for at least one client although they should.",
    open: "Open",
    acknowledged: "Acknowledged",
    snoozed: "Snoozed",
    unknown: "No answer",
  },
  links: {
    formula:
      "A link opens a report until its last day, unless it is paused or revoked, its month is not published yet, or the report was withdrawn. One link may be worth a look for several reasons.",
    live: "Working",
    waits: "Waiting for publication",
    withdrawn: "Showing a withdrawal",
  },
  health: {
    formula:
      "Days of the last 35 that are due on each account’s clock. Not collected: no row is stored and no retry is planned. Affected: a client with such a day, or with one that does not reconcile.",
    missing: "Not collected",
    unreconciled: "Unreconciled",
    late: "Late",
    affected: "Clients affected",
    all: "Days due",
    found: "Checks that found something",
    unknown: "Checks without an answer",
    partly: "Checks answered in part",
  },
  link: {
    title: "Openings of a link: {client}",
    formula:
      "Requests that this link let in, for the page, its PDF or its files; each counts, also a second one by the same person. Refused requests, staff’s previews, pages that a browser reads ahead, and link previews of chats, mail scanners and search engines that say what they are are not in it.",
    what: "Opens",
    made: "Made",
    madeBy: "{instant}, {name}",
    last: "Last opened",
  },
} as const;
