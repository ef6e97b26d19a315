import type { CheckKey } from "@/lib/checks/catalogue";

interface WordsOfCheck {
  /** As a row of a list or the subject of a message: no full stop; day, KPI or client come after it. */
  readonly title: string;
  readonly cause: string;
  readonly effect: string;
  readonly next: string;
}

/**
 * Cause, effect, next step of every check (screens.md, Words on screen). Figures of the single case come after the cause (lib/alerts/figures.ts);
 * limits are settings of the agency (lib/checks/thresholds.ts), so no sentence names one.
 */
export const alerts = {
  reportsNotCalled: {
    title: "Nobody starts the monthly reports",
    cause: "The scheduler should ask for the month’s drafts every hour and has not done so.",
    effect:
      "Drafts and reminders are made by the queue’s calls alone; if those stop too, nobody is told that a report is due.",
    next: "Check the list of cron jobs and CRON_SECRET.",
  },
  check: {
    spend_without_impressions: {
      title: "Spend without impressions",
      cause: "Meta reports spend for a day on which it reports no impressions.",
      effect: "The day is stored as Meta says it. Cost per 1,000 impressions cannot be computed from it.",
      next: "Compare the day in Meta’s Ads Manager. If it shows other figures, collect the day again.",
    },
    clicks_over_impressions: {
      title: "More clicks than impressions",
      cause: "Meta reports more clicks than impressions.",
      effect: "The day is stored as Meta says it. Its click rate is over 100%.",
      next: "Compare the day in Meta’s Ads Manager. If it shows other figures, collect the day again.",
    },
    funnel_inverted: {
      title: "A later step of the funnel is larger than the one before",
      cause: "More people reached a later step of the funnel than the step before it.",
      effect: "Step rates of this day are over 100% and are flagged on the report.",
      next: "Check which action types are counted for the steps; often one of them counts something else.",
    },
    conversion_rate_high: {
      title: "Unusually many conversions for the impressions",
      cause: "Over 10% of the impressions ended in a conversion. Usually a tag fires too often.",
      effect: "Costs per result of this day look better than they are.",
      next: "Check the client’s tag and the action type that is counted for this result.",
    },
    data_refused: {
      title: "Meta’s answer was refused",
      cause: "Meta’s answer had required fields missing or figures that cannot be.",
      effect: "Nothing of that answer was stored; what was known before stays.",
      next: "It is asked again with the next pass. If it stays so for a day, the engineer should read the answer.",
    },
    results_gone: {
      title: "Results that Meta reported before are gone",
      cause: "Meta no longer reports results for days on which it reported them before.",
      effect: "The results read before are kept, because deleted tags and lost events look the same.",
      next: "Ask the client whether a pixel or an event was changed, then collect the days again.",
    },
    settled_day_restated: {
      title: "A settled day changed",
      cause: "Meta changed figures of a day that should not change any more.",
      effect:
        "The new figures are stored, the old ones are kept beside them. A published report may differ now.",
      next: "Compare the published month and publish a correction if the difference matters.",
    },
    campaign_sum_differs: {
      title: "Campaigns do not add up to Meta’s own total",
      cause:
        "Incomplete Data Detected: the campaigns of a day do not add up to Meta’s own total, also when read twice.",
      effect: "The day is stored and marked as not matching. The month cannot be published without a reason.",
      next: "Collect the day again. If the difference stays, publish with a reason or wait for the next morning.",
    },
    spend_without_conversions: {
      title: "Ads run, but nothing is counted",
      cause: "Ads have cost money and no result was counted, although this client usually has some.",
      effect:
        "Either nobody converts or the tag does not count. Costs per result cannot be shown for these days.",
      next: "Test the client’s form or booking and look at the events in Meta’s Events Manager.",
    },
    conversions_without_spend: {
      title: "Results without spend",
      cause: "Results were counted on days without any spend.",
      effect:
        "They are late results of earlier ads or do not come from ads. Costs per result look better than they are.",
      next: "Check the attribution setting and whether another source feeds the same event.",
    },
    kpi_fell: {
      title: "Results fell well below usual",
      cause: "A result is well below the same weekdays of the weeks before.",
      effect: "The client will see it in the monthly report.",
      next: "Look at the campaigns of these days: budget, status, tag. Write a note for the report if there is a reason.",
    },
    row_volume_low: {
      title: "Far fewer campaigns than usual",
      cause: "Meta answered with far fewer rows than on the days before.",
      effect: "Campaigns may have ended, or the answer was incomplete.",
      next: "Compare the number of running campaigns in Ads Manager. If it is higher, collect the days again.",
    },
    days_missing: {
      title: "Days are missing",
      cause: "Days that should be here were not collected.",
      effect:
        "They are shown as missing, never as zero. Months with a missing day cannot be published without a reason.",
      next: "Collect the days again. They are also tried by themselves with every pass.",
    },
    month_total_differs: {
      title: "The month’s days do not add up to Meta’s own month",
      cause: "The sum of the days differs from what Meta says about the whole month.",
      effect: "The month cannot be published without a reason.",
      next: "Collect the month again. If the difference stays, compare the month in Ads Manager.",
    },
    unusual_restatement: {
      title: "An unusually large change by Meta",
      cause: "Meta changed figures of earlier days by more than it usually does.",
      effect:
        "The new figures are stored, the old ones are kept beside them. A published report may differ now.",
      next: "Look at the changed days. Publish a correction if a published month is affected.",
    },
    yesterday_late: {
      title: "Yesterday is late",
      cause: "Yesterday’s figures were not there by the time they should be.",
      effect: "Figures end a day earlier. It is tried again every hour.",
      next: "Nothing yet. If it is still missing some hours later, look at the runs.",
    },
    data_stale: {
      title: "No new figures for two days",
      cause: "Neither yesterday nor the day before was collected.",
      effect: "Everything shown for this client ends earlier than it should.",
      next: "Look at the last attempt of this client on data health, mend its cause, collect again.",
    },
    shared_ad_account: {
      title: "Two clients show one ad account",
      cause: "Two clients point to the same ad account or show exactly the same figures.",
      effect: "One of them sees figures that are not theirs.",
      next: "Check both clients’ ad accounts before anything is published or shared.",
    },
    token_invalid: {
      title: "Meta refuses our access",
      cause: "Meta refuses our access: it ended, was withdrawn, or a password was changed.",
      effect: "Nothing new is collected for the clients of this connection. Stored figures stay.",
      next: "Connect again. Missing days are then fetched automatically.",
    },
    token_expiring: {
      title: "Our access to Meta ends soon",
      cause: "Our access to Meta has an end.",
      effect: "Figures are still read. After that day nothing is collected.",
      next: "Connect again before that day.",
    },
    scope_missing: {
      title: "Our access may not read ads",
      cause: "Our access to Meta lacks the permission to read ads.",
      effect: "Nothing is collected with it.",
      next: "Connect again and allow reading of ads.",
    },
    account_not_granted: {
      title: "Our access does not cover the ad account",
      cause: "Our access may read ads, but not those of this ad account.",
      effect: "Nothing new is collected for this client.",
      next: "Whoever connected it has to add the ad account; then it is read again by itself.",
    },
    no_access: {
      title: "No access to the ad account",
      cause: "Meta does not let us read this ad account.",
      effect: "Nothing new is collected for this client. Other clients are not affected.",
      next: "Ask the client to give us access again; it is tried every morning, and missing days are fetched.",
    },
    account_status: {
      title: "Meta has disabled or restricted the ad account",
      cause: "Meta has disabled or restricted the ad account.",
      effect: "No ads run in it. Its figures stay readable and are still collected.",
      next: "The owner of the ad account has to see to it in Meta: a payment, a review or an appeal.",
    },
    spend_cap: {
      title: "The ad account is at its spend cap",
      cause: "The ad account has reached its spend cap.",
      effect: "Meta delivers nothing until the cap is raised. Figures are still collected.",
      next: "Raise or reset the cap in Meta’s billing settings.",
    },
    account_changed: {
      title: "Currency or time zone of the ad account changed",
      cause: "Meta reports another currency or time zone than the stored figures are in.",
      effect: "Nothing is collected, because old and new amounts must not be added.",
      next: "Ask the client whether the change is meant, then accept it.",
    },
    named_gap: {
      title: "Meta does not answer for some days",
      cause: "Meta does not answer for these days, even when asked for each alone.",
      effect: "They are shown as missing, never as zero.",
      next: "They are asked for again every week. Until then the month needs a reason to be published.",
    },
    list_not_built: {
      title: "Meta does not build one of its lists",
      cause: "Meta does not build one of its lists of results for this ad account.",
      effect: "Figures that do not need it are complete.",
      next: "Nothing to do: it is tried again every week.",
    },
    entities_not_read: {
      title: "Names of campaigns could not be read",
      cause: "Meta did not answer when asked for campaigns and their states.",
      effect: "Figures are complete; names and states may be old.",
      next: "It is tried again tomorrow. Look at it if it stays for a week.",
    },
    request_refused: {
      title: "Meta refuses our request",
      cause: "Meta says that it does not understand our request for this ad account.",
      effect: "Nothing new is collected for this client.",
      next: "The engineer should read Meta’s message; usually a field was withdrawn.",
    },
    unknown_error: {
      title: "Meta answers with an error we do not know",
      cause: "Meta answered with an error code that is not in our table.",
      effect: "It is tried again with every pass; nothing is put in place of what could not be read.",
      next: "The engineer should add the code to the table of errors.",
    },
    version_refused: {
      title: "Meta refuses the version of its interface",
      cause: "Meta refuses the version of its interface that we use.",
      effect: "Nothing is collected for any client.",
      next: "Raise the version and deploy.",
    },
    version_warning: {
      title: "Meta answers with another version",
      cause: "Meta answers with another version of its interface than we ask for.",
      effect: "Figures are kept.",
      next: "Compare with the newer version and raise it in a planned way.",
    },
    version_ending: {
      title: "The version of Meta’s interface ends soon",
      cause: "The version of Meta’s interface that we use comes to its end.",
      effect: "Figures are read as usual until that day.",
      next: "Compare with the newer version and raise it before that day.",
    },
    clock_differs: {
      title: "A machine that collects has the wrong time",
      cause: "The clock of a machine that plans or collects is more than two minutes off the database’s.",
      effect: "That machine is refused: it plans and collects nothing. Others go on as usual.",
      next: "The engineer should set the clock of the named machine, or stop it.",
    },
    rate_limited: {
      title: "Meta limits our calls",
      cause: "Meta limits how often we may ask about this ad account.",
      effect: "Figures come later than usual; nothing is lost.",
      next: "Nothing to do if it passes today. If it comes back daily, other tools ask about the same account.",
    },
    collection_incomplete: {
      title: "Daily Collection Incomplete",
      cause: "A collection that should be over has not brought the figures.",
      effect: "Figures end earlier than they should. Clients that are not named here were read.",
      next: "Look at the runs on data health: cause and attempt stand beside the client. Then collect again.",
    },
    incomplete_data: {
      title: "Incomplete Data Detected",
      cause:
        "Days are stored only in part: the account’s total without its campaigns, or campaigns without their results.",
      effect: "Figures of these days must not be trusted and do not go into a publication.",
      next: "Collect these days again. If they come back the same, the engineer should look at the attempt.",
    },
    not_called: {
      title: "Nobody starts the collection",
      cause: "The scheduler should start the collection every hour and has not done so.",
      effect: "No client gets new figures, and no error would be seen.",
      next: "Check the list of cron jobs and CRON_SECRET, then start a collection by hand.",
    },
    queue_stuck: {
      title: "The queue stands still",
      cause: "Work waits in the queue and nobody takes it.",
      effect: "Figures come late for every client that waits.",
      next: "Check that drain-queue is called or a worker runs, then look at its log.",
    },
    checks_incomplete: {
      title: "Checks were not evaluated for all clients",
      cause: "Some checks could not be evaluated, or the checks did not run.",
      effect: "Nothing is known about these clients: neither that they are fine nor that they are not.",
      next: "Run the checks again and look at the reason beside each client on data health.",
    },
    not_delivered: {
      title: "A message could not be delivered",
      cause: "A message was tried several times and could not be delivered.",
      effect: "Whoever should know does not know it yet.",
      next: "Correct the mail settings or the hook, then send it again. Where a client’s address is wrong, correct it and send the report as a link.",
    },
    pdf_missing: {
      title: "A published report has no PDF",
      cause: "The report was published and its PDF could not be made or stored.",
      effect: "The client can read the page, but cannot download the PDF; mails go out without it.",
      next: "Read the reason, mend it; the PDF is then made by itself and the page stays as it is.",
    },
    looks_wrong: {
      title: "Somebody says that a number looks wrong",
      cause: "A person looked at a figure and found that it looks wrong.",
      effect: "The figure stays as it is until somebody has looked at it.",
      next: "Open the figure’s source, compare it with Ads Manager, and close the alert with what you found.",
    },
  },
  amount: {
    about: "about {amount}",
    is: {
      spend: "spent on the days concerned",
      estimate: "usually spent on days like these; an estimate",
      difference: "difference in spend",
    },
  },
  figures: {
    pair: "{metric}: campaigns {campaigns}, Meta’s total {account}.",
    value: "{metric}: {value}.",
    expires: "It ends on {date}.",
    days: "{count, plural, one {# day} other {# days}}: {list}.",
    more: "{list} and {count} more",
    changed: "From {from} to {to}.",
    clients: "{count, plural, one {# client} other {# clients}}: {list}.",
    evaluated: "Evaluated {evaluated} of {expected}.",
    since: "Since {time}.",
    never: "It has never been called.",
    month: "{metric}: the days add up to {days}, Meta’s own month is {meta}.",
    restated: "{metric}: was {from}, is {to}.",
    compared: "{metric}: {value}, usually {usual}.",
    saw: "{name} saw {shown}.",
    said: "{name} saw {shown} and wrote: “{words}”",
  },
} as const satisfies {
  readonly reportsNotCalled: WordsOfCheck;
  readonly check: { readonly [Key in CheckKey]: WordsOfCheck };
  readonly amount: object;
  readonly figures: object;
};
