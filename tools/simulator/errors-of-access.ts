import type { KnownError } from "@/tools/simulator/known-error";

/** Who may not ask: tokens, proofs, permissions (graph-api.md §5.3). */
export const errorsOfAccess = {
  "delegate-page": {
    code: 1,
    subcode: 2853001,
    status: 400,
    en: "The profile is not linked to the delegate page",
    pl: "Profil nie jest połączony ze stroną, która go zastępuje",
  },
  "permission-denied": {
    code: 10,
    en: "(#10) Application does not have permission for this action",
    pl: "(#10) Aplikacja nie ma uprawnień do tego działania",
  },
  "permission-3191001": {
    code: 100,
    subcode: 3191001,
    en: "(#100) You do not have permission to see this",
    pl: "(#100) Nie masz uprawnień, aby to zobaczyć",
  },
  "missing-permissions": { code: 100, en: "(#100) Missing permissions", pl: "(#100) Brak uprawnień" },
  "missing-perms": { code: 100, en: "(#100) Missing perms", pl: "(#100) Brak uprawnień" },
  "not-owner": {
    code: 100,
    en: "(#100) You must provide an app access token, or a user access token that is an owner or developer of the app",
    pl: "(#100) Potrzebny jest token właściciela lub programisty aplikacji",
  },
  "proof-missing": {
    code: 100,
    type: "GraphMethodException",
    en: "API calls from the server require an appsecret_proof argument",
    pl: "Wywołania z serwera wymagają parametru appsecret_proof",
  },
  "proof-wrong": {
    code: 100,
    type: "GraphMethodException",
    en: "Invalid appsecret_proof provided in the API argument",
    pl: "Nieprawidłowy parametr appsecret_proof",
  },
  session: {
    code: 102,
    en: "Session key invalid or no longer valid",
    pl: "Klucz sesji jest nieprawidłowy lub wygasł",
  },
  "token-missing": {
    code: 104,
    en: "An access token is required to request this resource.",
    pl: "Do tego zasobu potrzebny jest token dostępu.",
  },
  signature: { code: 104, en: "Incorrect signature", pl: "Nieprawidłowy podpis" },
  "token-invalid": {
    code: 190,
    en: "Invalid OAuth access token - Cannot parse access token",
    pl: "Nieprawidłowy token dostępu OAuth: nie można go odczytać",
  },
  "app-removed": {
    code: 190,
    subcode: 458,
    en: "Error validating access token: The user has not authorized application.",
    pl: "Błąd weryfikacji tokena dostępu: użytkownik nie autoryzował aplikacji.",
  },
  checkpointed: {
    code: 190,
    subcode: 459,
    en: "Error validating access token: You cannot access the app till you log in to www.facebook.com and follow the instructions given.",
    pl: "Błąd weryfikacji tokena dostępu: zaloguj się na www.facebook.com i postępuj według instrukcji.",
  },
  "checkpointed-490": {
    code: 190,
    subcode: 490,
    en: "Error validating access token: The user is enrolled in a blocking, logged-in checkpoint",
    pl: "Błąd weryfikacji tokena dostępu: konto wymaga potwierdzenia.",
  },
  "password-changed": {
    code: 190,
    subcode: 460,
    en: "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
    pl: "Błąd weryfikacji tokena dostępu: sesja została unieważniona, ponieważ użytkownik zmienił hasło.",
  },
  expired: {
    code: 190,
    subcode: 463,
    en: "Error validating access token: Session has expired.",
    pl: "Błąd weryfikacji tokena dostępu: sesja wygasła.",
  },
  unconfirmed: {
    code: 190,
    subcode: 464,
    en: "Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.",
    pl: "Błąd weryfikacji tokena dostępu: użytkownik nie został potwierdzony.",
  },
  "logged-out": {
    code: 190,
    subcode: 467,
    en: "Error validating access token: The session is invalid because the user logged out.",
    pl: "Błąd weryfikacji tokena dostępu: użytkownik się wylogował.",
  },
  "page-roles": {
    code: 190,
    subcode: 492,
    en: "Error validating access token: Invalid session. This indicates a user associated with the page access token does not have an appropriate role on the page",
    pl: "Błąd weryfikacji tokena dostępu: nieprawidłowa sesja, brak roli na stronie.",
  },
  "not-granted": {
    code: 200,
    en: "(#200) Ad account owner has NOT grant ads_management or ads_read permission",
    pl: "(#200) Właściciel konta reklamowego nie udzielił uprawnień ads_management ani ads_read",
  },
  "tier-too-low": {
    code: 270,
    en: "(#270) This Ads API request is not allowed for apps with development access level (Development access is by default for all apps, please request for upgrade).",
    pl: "(#270) To żądanie nie jest dozwolone na tym poziomie dostępu aplikacji.",
  },
  "action-not-permitted": {
    code: 272,
    en: "(#272) This Ads action requires the user to be admin of the ad account",
    pl: "(#272) To działanie wymaga uprawnień administratora konta reklamowego",
  },
  "extended-permission": {
    code: 294,
    en: "(#294) Managing advertisements requires the extended permission ads_management and an application that is accepted to access the Marketing API",
    pl: "(#294) Zarządzanie reklamami wymaga dodatkowego uprawnienia ads_management",
  },
  "policy-block": {
    code: 368,
    en: "The action attempted has been deemed abusive or is otherwise disallowed",
    pl: "Próba działania została uznana za nadużycie",
  },
  "policy-block-1404082": {
    code: 368,
    subcode: 1404082,
    userTitle: { en: "You are temporarily blocked", pl: "Masz tymczasową blokadę" },
    en: "The action attempted has been deemed abusive or is otherwise disallowed",
    pl: "Próba działania została uznana za nadużycie",
  },
} as const satisfies Readonly<Record<string, KnownError>>;
