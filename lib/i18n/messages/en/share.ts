/** What a shared link says when there is no report to show. */
export const share = {
  closedTitle: "This link does not open",
  closed: "It may have expired or been replaced. Ask the person who sent it for a new one.",
  faultTitle: "The report cannot be shown right now",
  fault: "The fault is on our side, not in the link. Open it again in a few minutes.",
  waitingTitle: "The report is not published yet",
  waiting:
    "{client}: the agency is still checking this month. The same link will open it as soon as it is published.",
} as const;
