/** What Meta says for a code, or for `code/subcode`, when whoever refuses has no text of its own. */
const english: Readonly<Record<string, string>> = {
  "1": "An unknown error occurred",
  "2": "Service temporarily unavailable",
  "3": "(#3) Application does not have the capability to make this API call.",
  "4": "(#4) Application request limit reached",
  "10": "(#10) Application does not have permission for this action",
  "17": "(#17) User request limit reached",
  "100": "Invalid parameter",
  "102": "Session key invalid or no longer valid",
  "104": "An access token is required to request this resource.",
  "190": "Invalid OAuth access token - Cannot parse access token",
  "190/458": "Error validating access token: The user has not authorized application.",
  "190/459":
    "Error validating access token: You cannot access the app till you log in to www.facebook.com and follow the instructions given.",
  "190/460":
    "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
  "190/463": "Error validating access token: Session has expired.",
  "190/467": "Error validating access token: The session is invalid because the user logged out.",
  "200": "(#200) Ad account owner has NOT grant ads_management or ads_read permission",
  "368": "The action attempted has been deemed abusive or is otherwise disallowed",
  "613": "(#613) Calls to this api have exceeded the rate limit.",
  "2635":
    "(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: v26.0.",
  "2642": "(#2642) Invalid cursors values",
  "3018": "(#3018) The start date of the time range cannot be beyond 37 months from the current date",
  "80000": "(#80000) There have been too many calls from this ad-account. Please wait a bit and try again.",
  "80004": "(#80004) There have been too many calls to this ad-account. Wait a bit and try again.",
};

/** The same for a token owner whose Facebook is in Polish: no English fragment is left to lean on (F36). */
const polish: Readonly<Record<string, string>> = {
  "1": "Wystąpił nieznany błąd",
  "2": "Usługa jest chwilowo niedostępna",
  "3": "(#3) Aplikacja nie może wykonać tego wywołania.",
  "4": "(#4) Osiągnięto limit żądań aplikacji",
  "10": "(#10) Aplikacja nie ma uprawnień do tego działania",
  "17": "(#17) Osiągnięto limit żądań użytkownika",
  "100": "Nieprawidłowy parametr",
  "102": "Klucz sesji jest nieprawidłowy lub wygasł",
  "104": "Do tego zasobu potrzebny jest token dostępu.",
  "190": "Nieprawidłowy token dostępu OAuth: nie można go odczytać",
  "190/458": "Błąd weryfikacji tokena dostępu: użytkownik nie autoryzował aplikacji.",
  "190/459": "Błąd weryfikacji tokena dostępu: zaloguj się na www.facebook.com i postępuj według instrukcji.",
  "190/460":
    "Błąd weryfikacji tokena dostępu: sesja została unieważniona, ponieważ użytkownik zmienił hasło.",
  "190/463": "Błąd weryfikacji tokena dostępu: sesja wygasła.",
  "190/467": "Błąd weryfikacji tokena dostępu: użytkownik się wylogował.",
  "200": "(#200) Właściciel konta reklamowego nie udzielił uprawnień ads_management ani ads_read",
  "368": "Próba działania została uznana za nadużycie",
  "613": "(#613) Przekroczono limit wywołań tego interfejsu.",
  "2635": "(#2635) Wywołujesz wycofaną wersję interfejsu Ads API. Zaktualizuj do wersji v26.0.",
  "2642": "(#2642) Nieprawidłowe wartości kursorów",
  "3018": "(#3018) Data początkowa nie może być wcześniejsza niż 37 miesięcy od dzisiaj",
  "80000": "(#80000) Zbyt wiele wywołań z tego konta reklamowego. Poczekaj chwilę i spróbuj ponownie.",
  "80004": "(#80004) Zbyt wiele wywołań do tego konta reklamowego. Poczekaj chwilę i spróbuj ponownie.",
};

export type Locale = "en" | "pl";

/** Meta's text for a code in that language; a code without one gets the text of the unknown error. */
export function errorText(code: number, subcode: number | undefined, locale: Locale): string {
  const texts = locale === "pl" ? polish : english;
  return texts[`${code}/${subcode}`] ?? texts[code] ?? texts[1] ?? "";
}
