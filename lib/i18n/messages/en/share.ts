import { file } from "@/lib/i18n/messages/en/share-file";
import { mail } from "@/lib/i18n/messages/en/share-mail";
import { staff } from "@/lib/i18n/messages/en/share-staff";

/** What a shared link says when there is no report to show, and beside one. */
export const share = {
  closedTitle: "This link does not open",
  closed: "It may have expired or been replaced. Ask the person who sent it for a new one.",
  faultTitle: "The report cannot be shown right now",
  fault: "The fault is on our side, not in the link. Open it again in a few minutes.",
  waitingTitle: "The report is not published yet",
  waiting:
    "{client}: the agency is still checking this month. The same link will open the report as soon as it is published.",
  withdrawnTitle: "This report was withdrawn",
  withdrawn:
    "{agency} withdrew the report for {month} on {date}. A new version, once there is one, opens from this same link.",
  withdrawnVersionTitle: "Version {version} was withdrawn",
  withdrawnVersion: "{agency} withdrew it on {date}. Version {newest} is the report for {month} now.",
  questions: "Questions: {contact}",
  makingTitle: "The PDF is being made",
  making: "It takes a minute or two after publication. This page looks again by itself.",
  passcode: {
    title: "This report needs a passcode",
    where: "You find it in the message from your agency.",
    label: "Passcode",
    open: "Open report",
    untried: "Nothing that could be a passcode arrived, so no try was used. Type it and open again.",
    wrongTitle: "Wrong passcode",
    wrong:
      "That passcode is not right. {remaining, plural, =0 {No tries left for now.} one {# of 5 tries left.} other {# of 5 tries left.}}",
    tooManyTitle: "Too many tries",
    tooMany:
      "This report can be opened again at {time} ({zone}). If you no longer have the passcode, ask the person who sent you the link.",
  },
  replaced: "You are reading version {version}. It was replaced by version\u00A0{newest}.",
  openNewest: "Open version\u00A0{newest}",
  changes: {
    title: "{client}, {month}: what changed",
    corrected: "Version {version}, {date}",
    figure: "Figure",
    version: "Version {version}",
    difference: "Difference",
    why: "Why: {why}",
    openVersion: "Open version {version}",
    noFigures: "No figure changed.",
    none: "This report has not been corrected since it was published.",
    back: "Back to the report",
  },
  file,
  mail,
  staff,
} as const;
