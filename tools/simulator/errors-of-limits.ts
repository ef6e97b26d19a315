import type { KnownError } from "@/tools/simulator/known-error";

/** Who asks too often: account, app, user (graph-api.md §5.3). */
export const errorsOfLimits = {
  "app-limit": {
    code: 4,
    en: "(#4) Application request limit reached",
    pl: "(#4) Osiągnięto limit żądań aplikacji",
  },
  "app-overload": {
    code: 4,
    subcode: 1504022,
    en: "(#4) There are too many calls from this app to the insights platform. Wait a bit and try again.",
    pl: "(#4) Zbyt wiele wywołań statystyk z tej aplikacji. Poczekaj chwilę i spróbuj ponownie.",
  },
  "app-calls": {
    code: 4,
    subcode: 1504039,
    en: "(#4) Too many API requests from this app",
    pl: "(#4) Zbyt wiele żądań z tej aplikacji",
  },
  "user-limit": {
    code: 17,
    en: "(#17) User request limit reached",
    pl: "(#17) Osiągnięto limit żądań użytkownika",
  },
  "account-limit": {
    code: 17,
    subcode: 2446079,
    userTitle: { en: "Ad account has too many API calls", pl: "Zbyt wiele wywołań z konta reklamowego" },
    userMessage: {
      en: "There have been too many calls from this ad account. Wait a bit and try again.",
      pl: "Poczekaj chwilę i spróbuj ponownie.",
    },
    en: "(#17) User request limit reached",
    pl: "(#17) Osiągnięto limit żądań użytkownika",
  },
  "spend-limit-changes": {
    code: 17,
    subcode: 1885172,
    en: "(#17) You can change the spending limit only ten times a day",
    pl: "(#17) Limit wydatków można zmienić tylko dziesięć razy dziennie",
  },
  "page-limit": {
    code: 32,
    en: "(#32) Page request limit reached",
    pl: "(#32) Osiągnięto limit żądań strony",
  },
  "app-limit-temporary": {
    code: 341,
    en: "(#341) Feed action request limit reached",
    pl: "(#341) Osiągnięto chwilowy limit działań aplikacji",
  },
  "custom-limit": {
    code: 613,
    en: "(#613) Calls to this api have exceeded the rate limit.",
    pl: "(#613) Przekroczono limit wywołań tego interfejsu.",
  },
  "report-quota": {
    code: 613,
    en: "(#613) Custom Analytics metrics exceeded the rate limit of 5 calls per 6 hours for this ad account",
    pl: "(#613) Przekroczono limit 5 wywołań na 6 godzin dla tego konta reklamowego",
  },
  "account-calls": {
    code: 613,
    subcode: 1487742,
    userTitle: { en: "Ad account has too many API calls", pl: "Zbyt wiele wywołań z konta reklamowego" },
    userMessage: {
      en: "There have been too many calls from this ad account. Wait a bit and try again.",
      pl: "Poczekaj chwilę i spróbuj ponownie.",
    },
    en: "(#613) There have been too many calls from this ad-account. Wait a bit and try again.",
    pl: "(#613) Zbyt wiele wywołań z tego konta reklamowego. Poczekaj chwilę i spróbuj ponownie.",
  },
  "unusual-volume": {
    code: 613,
    subcode: 1996,
    en: "(#613) We have detected an unusual volume of calls",
    pl: "(#613) Wykryto nietypową liczbę wywołań",
  },
  "mutation-limit-5044001": {
    code: 613,
    subcode: 5044001,
    en: "(#613) There have been too many changes. Wait a bit and try again.",
    pl: "(#613) Zbyt wiele zmian. Poczekaj chwilę i spróbuj ponownie.",
  },
  "mutation-limit-1487225": {
    code: 613,
    subcode: 1487225,
    en: "(#613) There have been too many ads created. Wait a bit and try again.",
    pl: "(#613) Utworzono zbyt wiele reklam. Poczekaj chwilę i spróbuj ponownie.",
  },
  "mutation-limit-1487632": {
    code: 613,
    subcode: 1487632,
    en: "(#613) The budget was changed too many times. Wait a bit and try again.",
    pl: "(#613) Zbyt wiele zmian budżetu. Poczekaj chwilę i spróbuj ponownie.",
  },
  "hour-insights": {
    code: 80000,
    subcode: 2446079,
    userTitle: { en: "Ad account has too many API calls", pl: "Zbyt wiele wywołań z konta reklamowego" },
    userMessage: {
      en: "There have been too many calls from this ad account. Wait a bit and try again.",
      pl: "Poczekaj chwilę i spróbuj ponownie.",
    },
    en: "(#80000) There have been too many calls from this ad-account. Please wait a bit and try again.",
    pl: "(#80000) Zbyt wiele wywołań z tego konta reklamowego. Poczekaj chwilę i spróbuj ponownie.",
  },
  "hour-pages": {
    code: 80001,
    en: "(#80001) There have been too many calls to this account. Wait a bit and try again.",
    pl: "(#80001) Zbyt wiele wywołań do tego konta. Poczekaj chwilę i spróbuj ponownie.",
  },
  "hour-instagram": {
    code: 80002,
    en: "(#80002) There have been too many calls to this account. Wait a bit and try again.",
    pl: "(#80002) Zbyt wiele wywołań do tego konta. Poczekaj chwilę i spróbuj ponownie.",
  },
  "hour-audience": {
    code: 80003,
    subcode: 2446079,
    en: "(#80003) There have been too many calls to this account. Wait a bit and try again.",
    pl: "(#80003) Zbyt wiele wywołań do tego konta. Poczekaj chwilę i spróbuj ponownie.",
  },
  "hour-management": {
    code: 80004,
    subcode: 2446079,
    userTitle: { en: "Ad account has too many API calls", pl: "Zbyt wiele wywołań z konta reklamowego" },
    userMessage: {
      en: "There have been too many calls from this ad account. Wait a bit and try again.",
      pl: "Poczekaj chwilę i spróbuj ponownie.",
    },
    en: "(#80004) There have been too many calls to this ad-account. Wait a bit and try again.",
    pl: "(#80004) Zbyt wiele wywołań do tego konta reklamowego. Poczekaj chwilę i spróbuj ponownie.",
  },
  "hour-leads": {
    code: 80005,
    en: "(#80005) There have been too many calls to this account. Wait a bit and try again.",
    pl: "(#80005) Zbyt wiele wywołań do tego konta. Poczekaj chwilę i spróbuj ponownie.",
  },
  "hour-messenger": {
    code: 80006,
    en: "(#80006) There have been too many calls to this account. Wait a bit and try again.",
    pl: "(#80006) Zbyt wiele wywołań do tego konta. Poczekaj chwilę i spróbuj ponownie.",
  },
  "hour-whatsapp": {
    code: 80007,
    en: "(#80007) There have been too many calls to this account. Wait a bit and try again.",
    pl: "(#80007) Zbyt wiele wywołań do tego konta. Poczekaj chwilę i spróbuj ponownie.",
  },
  "hour-whatsapp-80008": {
    code: 80008,
    en: "(#80008) There have been too many calls to this account. Wait a bit and try again.",
    pl: "(#80008) Zbyt wiele wywołań do tego konta. Poczekaj chwilę i spróbuj ponownie.",
  },
  "hour-catalog": {
    code: 80009,
    en: "(#80009) There have been too many calls to this account. Wait a bit and try again.",
    pl: "(#80009) Zbyt wiele wywołań do tego konta. Poczekaj chwilę i spróbuj ponownie.",
  },
  "hour-catalog-batch": {
    code: 80014,
    en: "(#80014) There have been too many calls to this account. Wait a bit and try again.",
    pl: "(#80014) Zbyt wiele wywołań do tego konta. Poczekaj chwilę i spróbuj ponownie.",
  },
} as const satisfies Readonly<Record<string, KnownError>>;
