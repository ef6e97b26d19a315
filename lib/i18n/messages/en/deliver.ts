/** Messages about alerts, as mail and Slack say them; what each alert says stands in `alerts`. */
export const deliver = {
  subject: {
    now: "{agency}: {title}{more, plural, =0 {} one { and # more} other { and # more}}",
    morning: "{agency}: {count, plural, one {# alert} other {# alerts}} to look at this morning",
    resolved: "{agency}: over: {title}{more, plural, =0 {} one { and # more} other { and # more}}",
    test: "{agency}: test of the alerts",
  },
  lead: {
    now: "{count, plural, one {One thing needs somebody now.} other {# things need somebody now.}}",
    morning:
      "{count, plural, one {One thing is open and not urgent.} other {# things are open and not urgent.}}",
    resolved:
      "{count, plural, one {This is over; nothing is left to do.} other {These # are over; nothing is left to do.}}",
    test: "This is a test. Alerts about missing, wrong or late figures will come this way.",
  },
  clients: "{count, plural, one {Client} other {# clients}}: {list}",
  agency: "The whole agency",
  severity: { critical: "Critical", high: "High", normal: "Normal" },
  since: "Since {time}",
  months: "Reports: {months}",
  amount: {
    spend: "Spend: {amount}",
    estimate: "Estimate: {amount} usually spent on days like these",
    difference: "Difference in spend: {amount}",
  },
  effect: "Effect",
  next: "Next step",
  open: "Open the alerts",
  /** In Slack, of the causes that do not fit into one message. */
  left: "And {count, plural, one {# more} other {# more}} on the page of alerts",
  runbook: "For the engineer: {path}",
  footer: {
    manager: "You get this message because you look after these clients ({agency}).",
    admin: "You get this message because admins get every alert ({agency}).",
    address: "You get this message because alerts are sent to this address ({agency}).",
    test: "You get this message because a test was sent to this address ({agency}).",
  },
} as const;
