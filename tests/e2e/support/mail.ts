import { expect } from "@playwright/test";
import { z } from "zod";
import { currentRun, rememberSecret } from "@/tests/e2e/support/run";

const messages = z.array(z.object({ at: z.string(), to: z.array(z.string()), text: z.string() }));

/** Mails of the sign-in that were sent to the address so far, newest first; messages about alerts, which name a runbook, are none. */
export async function mailsTo(email: string) {
  const answer = await fetch(`${currentRun().mailUrl}/api/messages?to=${encodeURIComponent(email)}`);
  return messages.parse(await answer.json()).filter(({ text }) => !text.includes("docs/runbooks/"));
}

/** The code of the newest mail to the address, once there are more mails than `before`. */
export async function codeTo(email: string, before = 0): Promise<string> {
  await expect.poll(async () => (await mailsTo(email)).length, { timeout: 10_000 }).toBeGreaterThan(before);
  const [newest] = await mailsTo(email);
  const code = /\b(\d{6})\b/.exec(newest?.text ?? "")?.[1];
  if (!code) throw new Error(`The newest mail to ${email} holds no code: ${newest?.text}`);
  return code;
}

/** The cookie of a session, or a piece of it; not the ones of a sign-in that is under way. */
export function isSession(cookie: string): boolean {
  return /^plumbline-session(\.\d+)?$/.test(cookie);
}

/** A code that was used is worth nothing; its owner's session is. */
export function rememberSession(cookies: readonly { readonly name: string; readonly value: string }[]): void {
  for (const { name, value } of cookies) {
    if (!isSession(name)) continue;
    // A piece from the middle: it stands in every encoding of the cookie, and no two sessions share it.
    rememberSecret("session", value.slice(-80));
  }
}
