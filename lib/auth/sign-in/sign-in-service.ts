/** What the portal needs of the service that mails one-time codes and checks them (Supabase Auth). */
export interface SignInService {
  /** Mails a six-digit code. `busy`: the service asks for patience; `failed`: it, or its mail, does not work. */
  sendCode(email: string): Promise<"sent" | "busy" | "failed">;
  /** Whether the service answers at all; asked where no code is sent, so that both answers depend on the same thing. */
  answers(): Promise<boolean>;
  /** Checks a code and, when it is right, opens a session for its owner. */
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
