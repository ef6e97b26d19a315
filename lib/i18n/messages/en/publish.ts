/** What staff write into a report, goals, corrections and withdrawal: on the client's page and on staff's (screens.md §1, §4). */
export const publish = {
  report: {
    done: "What we did",
    next: "What is next",
    goals: "Goals",
    budget: "Budget",
    goal: "Goal",
    reached: "Reached",
    outcome: "Outcome",
    at_least: "{metric}: at least {target}",
    at_most: "{metric}: at most {target}",
    met: "reached",
    missed: "not reached",
    metUnknown: "not known yet",
    budgetOf: "Budget of the month: {amount}",
    budgetShare: "{share} of the budget",
    paceShare: "{share} of the {due} due for {days} of {calendar} days",
    paceFormula: "Pace: spend ÷ (budget × collected days ÷ days of the month).",
  },
} as const;
