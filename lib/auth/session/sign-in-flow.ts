import { cookies } from "next/headers";
import { z } from "zod";
import { codeMinutes } from "@/lib/auth/sign-in/sign-in-service";
import { secureCookies } from "@/lib/ops/secure-cookies";

const name = "plumbline-sign-in";

const flow = z.object({
  email: z.email(),
  /** When a code was last asked for, in epoch milliseconds. */
  askedAt: z.number(),
  /** Where to go afterwards. */
  next: z.string(),
  /** True when the code was asked for again. */
  again: z.boolean(),
});

/** A visitor between asking for a code and typing it in. */
export type SignInFlow = z.infer<typeof flow>;

/** Where this browser is in signing in, from its own cookie; null at the start. It carries nothing that the browser did not say itself. */
export async function readSignInFlow(): Promise<SignInFlow | null> {
  const value = (await cookies()).get(name)?.value;
  if (!value) return null;
  try {
    return flow.parse(JSON.parse(Buffer.from(value, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

/** Remembers in this browser for whom a code was asked, until it is entered or too old. */
export async function writeSignInFlow(state: SignInFlow): Promise<void> {
  (await cookies()).set(name, Buffer.from(JSON.stringify(state)).toString("base64url"), {
    path: "/sign-in",
    httpOnly: true,
    sameSite: "lax",
    secure: secureCookies(),
    // Longer than a code works, so that a late one is told apart from a wrong one.
    maxAge: codeMinutes * 60 * 3,
  });
}

/** Forgets it, once somebody is signed in or starts over. */
export async function clearSignInFlow(): Promise<void> {
  (await cookies()).delete({ name, path: "/sign-in" });
}
