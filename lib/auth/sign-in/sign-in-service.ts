/** What the portal needs of the service that mails one-time codes and checks them (Supabase Auth). */
export interface SignInService {
  /** Mails a six-digit code. `busy`: the service asks for patience; `failed`: it, or its mail, does not work. Both are logged with their reason. */
  sendCode(email: string): Promise<"sent" | "busy" | "failed">;
  /** Whether the service answers at all: all that an answer to a visitor may depend on where staff and strangers must be answered alike. */
  answers(): Promise<boolean>;
  /** Checks a code and, when it is right, opens a session for its owner. `busy` and `failed` are logged with their reason. */
  checkCode(email: string, code: string): Promise<CodeCheck>;
  /** Ends the session that `checkCode` opened. */
  endSession(): Promise<void>;
}

export type CodeCheck =
  | { readonly kind: "right"; readonly authUserId: string }
  | { readonly kind: "wrong" }
  | { readonly kind: "busy" }
  | { readonly kind: "failed" };

/** How long a code works, in minutes. `supabase/config.toml` says the same in seconds, and a test compares them. */
export const codeMinutes = 15;
