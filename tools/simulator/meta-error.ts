/** An error as Meta words it (graph-api.md §5.1); `status` is the HTTP status, which does not classify anything. */
export interface MetaError {
  readonly status: number;
  readonly code: number;
  readonly subcode?: number;
  readonly message: string;
  readonly type?: string;
  readonly isTransient?: boolean;
  readonly userMessage?: string;
}

/** Thrown inside the simulator to end a request with Meta's words. */
export class Refusal extends Error {
  constructor(readonly error: MetaError) {
    super(error.message);
  }
}

export const invalidParameter = (message: string): Refusal =>
  new Refusal({ status: 400, code: 100, message: `(#100) ${message}` });

const tokenSubcodes = {
  removed: [458, "Error validating access token: The user has not authorized application."],
  checkpointed: [
    459,
    "You cannot access the app till you log in to www.facebook.com and follow the instructions given.",
  ],
  password_changed: [
    460,
    "The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
  ],
  expired: [463, "Error validating access token: Session has expired."],
  logged_out: [467, "Error validating access token: The session is invalid because the user logged out."],
} as const;

/** 190 with the subcode of a dead token. */
export function deadToken(state: keyof typeof tokenSubcodes): Refusal {
  const [subcode, message] = tokenSubcodes[state];
  return new Refusal({ status: 400, code: 190, subcode, message });
}

/** What stands in the body, with texts in the language of the token's owner where asked (F36). */
export function errorBody(error: MetaError, locale: "en" | "pl" = "en"): string {
  const message = locale === "pl" ? (polish[error.code] ?? "(#1) Wystąpił nieznany błąd.") : error.message;
  return JSON.stringify({
    error: {
      message,
      type: error.type ?? "OAuthException",
      code: error.code,
      ...(error.subcode === undefined ? {} : { error_subcode: error.subcode }),
      is_transient: error.isTransient ?? false,
      ...(error.userMessage === undefined ? {} : { error_user_title: "", error_user_msg: error.userMessage }),
      fbtrace_id: "AsImUlAtEdTrAcE",
    },
  });
}

const polish: Record<number, string> = {
  1: "Wystąpił nieznany błąd.",
  2: "Usługa jest chwilowo niedostępna.",
  4: "(#4) Osiągnięto limit żądań aplikacji.",
  17: "(#17) Osiągnięto limit żądań użytkownika.",
  100: "(#100) Nieprawidłowy parametr.",
  190: "Błąd podczas weryfikacji tokena dostępu: sesja wygasła.",
  200: "(#200) Właściciel konta reklamowego nie udzielił uprawnień ads_read.",
  2635: "(#2635) Wywołujesz wycofaną wersję interfejsu Ads API.",
};
