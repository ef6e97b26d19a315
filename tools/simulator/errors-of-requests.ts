import type { KnownError } from "@/tools/simulator/known-error";

/** What is wrong with a request, or with Meta while it answers (graph-api.md §5.3). */
export const errorsOfRequests = {
  unknown: { code: 1, en: "An unknown error occurred", pl: "Wystąpił nieznany błąd" },
  "unknown-99": { code: 1, subcode: 99, en: "An unknown error occurred", pl: "Wystąpił nieznany błąd" },
  "reduce-data": {
    code: 1,
    en: "Please reduce the amount of data you're asking for, then retry your request",
    pl: "Zmniejsz ilość danych, o które prosisz, i ponów żądanie",
  },
  unavailable: {
    code: 2,
    isTransient: true,
    en: "Service temporarily unavailable",
    pl: "Usługa jest chwilowo niedostępna",
  },
  "sync-timeout": {
    code: 2,
    subcode: 1504038,
    en: "(#2) Service temporarily unavailable: the request timed out",
    pl: "(#2) Usługa jest chwilowo niedostępna: upłynął limit czasu",
  },
  "breakdown-combination": {
    code: 2,
    subcode: 1504041,
    en: "(#2) Invalid combination of breakdowns",
    pl: "(#2) Nieprawidłowe połączenie podziałów",
  },
  "custom-metric": {
    code: 2,
    subcode: 1504042,
    en: "(#2) Invalid custom metric",
    pl: "(#2) Nieprawidłowe dane niestandardowe",
  },
  intermittent: {
    code: 2,
    subcode: 1504043,
    isTransient: true,
    en: "Service temporarily unavailable",
    pl: "Usługa jest chwilowo niedostępna",
  },
  "too-heavy": {
    code: 2,
    subcode: 1504044,
    en: "Service temporarily unavailable",
    pl: "Usługa jest chwilowo niedostępna",
  },
  "report-failed": {
    code: -2,
    subcode: 2490547,
    en: "The report could not be built",
    pl: "Nie udało się utworzyć raportu",
  },
  "report-too-large": {
    code: -3,
    subcode: 1504045,
    en: "The report is too large",
    pl: "Raport jest zbyt duży",
  },
  "no-capability": {
    code: 3,
    en: "(#3) Application does not have the capability to make this API call.",
    pl: "(#3) Aplikacja nie może wykonać tego wywołania.",
  },
  "invalid-parameter": { code: 100, en: "Invalid parameter", pl: "Nieprawidłowy parametr" },
  "object-missing": {
    code: 100,
    subcode: 33,
    type: "GraphMethodException",
    en: "Unsupported get request. Object with ID does not exist, cannot be loaded due to missing permissions, or does not support this operation.",
    pl: "Nieobsługiwane żądanie. Obiekt nie istnieje, nie można go wczytać lub nie obsługuje tej operacji.",
  },
  "too-many-rows": {
    code: 100,
    subcode: 1487534,
    userTitle: { en: "There is too much data for this call", pl: "Zbyt dużo danych" },
    userMessage: {
      en: "Try to reduce the date range or the number of rows you request.",
      pl: "Skróć zakres dat albo poproś o mniej wierszy.",
    },
    en: "Invalid parameter",
    pl: "Nieprawidłowy parametr",
  },
  "sync-timeout-100": {
    code: 100,
    subcode: 1504018,
    en: "Your request timed out. Please try a smaller date range or use an async job",
    pl: "Upłynął limit czasu żądania. Skróć zakres dat lub zamów raport",
  },
  "field-unknown": {
    code: 100,
    en: "(#100) wish is not valid for fields param. please check https://developers.facebook.com/docs/marketing-api/reference/ads-insights/ for all valid values",
    pl: "(#100) Parametr fields ma nieprawidłową wartość: wish",
  },
  "summary-field": {
    code: 100,
    en: "(#100) Tried accessing nonexisting summary field (conversions)",
    pl: "(#100) Próba odczytania pola podsumowania, którego nie ma (conversions)",
  },
  "not-in-report": {
    code: 100,
    en: "(#100) Cannot include conversions in fields param because it wasn’t there while creating the report run. All available values are: spend, impressions",
    pl: "(#100) Pola conversions nie było w zamówionym raporcie. Dostępne: spend, impressions",
  },
  "window-unknown": {
    code: 100,
    en: "(#100) Param action_attribution_windows[0] must be one of {1d_click, 7d_click, 28d_click, 1d_view, 1d_ev, default, dda}",
    pl: "(#100) Parametr action_attribution_windows[0] ma nieprawidłową wartość",
  },
  "duplicate-post": { code: 506, en: "(#506) Duplicate status message", pl: "(#506) Powtórzona treść" },
  "alias-missing": {
    code: 803,
    en: "(#803) Some of the aliases you requested do not exist",
    pl: "(#803) Niektóre z podanych nazw nie istnieją",
  },
  "batch-timeout": {
    code: 960,
    en: "(#960) Request aborted. This could happen if a dependent request failed or the entire request timed out.",
    pl: "(#960) Przerwano żądanie: upłynął limit czasu całości.",
  },
  "unknown-1150": {
    code: 1150,
    en: "(#1150) An unknown error occurred",
    pl: "(#1150) Wystąpił nieznany błąd",
  },
  "link-error": {
    code: 1609005,
    en: "(#1609005) There was a problem with the link",
    pl: "(#1609005) Wystąpił problem z łączem",
  },
  "query-unreadable": {
    code: 2500,
    en: 'Syntax error "Expected end of string" at character 7',
    pl: "Błąd składni w znaku 7",
  },
  "report-unfinished": {
    code: 2601,
    subcode: 1815107,
    isTransient: true,
    en: "(#2601) Error accessing adreport job: the job is not finished",
    pl: "(#2601) Raport nie jest jeszcze gotowy",
  },
  "version-dead": {
    code: 2635,
    en: "(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: v26.0.",
    pl: "(#2635) Wywołujesz wycofaną wersję interfejsu Ads API. Zaktualizuj do wersji v26.0.",
  },
  "version-too-old-for-app": {
    code: 2635,
    en: "(#2635) Your app has been upgraded to version v26.0, please use this version or newer.",
    pl: "(#2635) Aplikację podniesiono do wersji v26.0. Używaj jej albo nowszej.",
  },
  "node-refused": {
    code: 2641,
    en: "(#2641) This call is restricted",
    pl: "(#2641) To wywołanie jest zastrzeżone",
  },
  "cursor-invalid": {
    code: 2642,
    en: "(#2642) Invalid cursors values",
    pl: "(#2642) Nieprawidłowe wartości kursorów",
  },
  "range-too-old": {
    code: 3018,
    en: "(#3018) The start date of the time range cannot be beyond 37 months from the current date",
    pl: "(#3018) Data początkowa nie może być wcześniejsza niż 37 miesięcy od dzisiaj",
  },
  "batch-too-large": {
    code: 100,
    type: "GraphBatchException",
    en: "Too many requests in batch message. Maximum batch size is 50",
    pl: "Zbyt wiele żądań naraz. Najwięcej może ich być 50",
  },
} as const satisfies Readonly<Record<string, KnownError>>;
