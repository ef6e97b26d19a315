import type { publish as en } from "@/lib/i18n/messages/en/publish";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

/** What staff write into a report, goals, corrections and withdrawal: on the client's page and on staff's (screens.md §1, §4). */
export const publish: MessagesLike<typeof en> = {
  report: {
    done: "Co zrobiliśmy",
    next: "Co dalej",
    goals: "Cele",
    budget: "Budżet",
    goal: "Cel",
    reached: "Wynik",
    outcome: "Ocena",
    at_least: "{metric}: co najmniej {target}",
    at_most: "{metric}: najwyżej {target}",
    met: "osiągnięty",
    missed: "nieosiągnięty",
    metUnknown: "jeszcze nie wiadomo",
    budgetOf: "Budżet miesiąca: {amount}",
    budgetShare: "{share} budżetu",
    paceShare: "{share} z {due} należnych za {days} z {calendar} dni",
    paceFormula: "Tempo: wydatki ÷ (budżet × pobrane dni ÷ dni miesiąca).",
  },
};
