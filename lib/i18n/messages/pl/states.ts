import type { states as en } from "@/lib/i18n/messages/en/states";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const states: MessagesLike<typeof en> = {
  figure: {
    unreconciled: "niezgodne z sumą Meta",
    partial: "niepełne",
    provisional: "wstępne",
    settled: "ostateczne",
  },
  unavailable: {
    not_measured: "nie mierzymy",
    not_collected: "nie pobrano",
    no_denominator: "nie ma przez co dzielić",
    not_reported: "Meta nie podaje",
    currency_changed: "dwie waluty w miesiącu, nie sumujemy ich",
  },
  day: {
    failed: "błąd",
    missing: "brak",
    unreconciled: "niezgodny",
    late: "spóźniony",
    provisional: "wstępny",
    settled: "ostateczny",
    no_delivery: "bez emisji",
  },
  month: {
    open: "w toku",
    incomplete: "niepełny",
    provisional: "wstępny",
    settled: "ostateczny",
  },
};
