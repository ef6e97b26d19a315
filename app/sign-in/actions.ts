"use server";

import { ipAddress } from "@vercel/functions";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { after } from "next/server";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { nextPath } from "@/lib/auth/next-path";
import { languageCookie, pageLocale } from "@/lib/auth/page-locale";
import { requestSupabase } from "@/lib/auth/session/request-session";
import { clearSignInFlow, readSignInFlow, writeSignInFlow } from "@/lib/auth/session/sign-in-flow";
import { supabaseSignIn } from "@/lib/auth/session/supabase-sign-in";
import { checkCode } from "@/lib/auth/sign-in/check-code";
import { requestCode } from "@/lib/auth/sign-in/request-code";
import { codeMinutes } from "@/lib/auth/sign-in/sign-in-service";
import { portalDatabase } from "@/lib/db/portal-database";
import { locales } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";
import { logger } from "@/lib/ops/logger";

/** What a form says when it stays: a sentence, and what was typed. */
export interface SignInAnswer {
  readonly error: string;
  readonly typed?: string;
}

const askInput = z.object({
  email: z
    .email()
    .max(254)
    .transform((text) => text.toLowerCase()),
  next: z.string().max(2000).optional(),
});
const codeInput = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/));

/** Asks for a code, at first with the address typed in, later with the one of this browser's flow. */
export async function askForCode(_before: SignInAnswer | null, form: FormData): Promise<SignInAnswer | null> {
  const t = createTranslate(await pageLocale());
  const flow = await readSignInFlow();
  const again = flow !== null && !form.has("email");
  const typed = String(form.get("email") ?? flow?.email ?? "").trim();
  const input = askInput.safeParse({ email: typed, next: form.get("next")?.toString() });
  if (!input.success) return { error: t("signIn.address.malformed"), typed };
  const { email } = input.data;
  try {
    const outcome = await requestCode({
      db: portalDatabase(),
      service: supabaseSignIn(await requestSupabase()),
      email,
      network: await networkAddress(),
      later: after,
    });
    if (outcome.kind === "too_many") return { error: tooMany(t, outcome.againAt), typed };
    if (outcome.kind === "unavailable") return { error: t("signIn.unavailable"), typed };
  } catch (error) {
    logger.error({ err: error }, "sign_in_failed");
    return { error: t("signIn.unavailable"), typed };
  }
  const next = again ? flow.next : nextPath(input.data.next);
  await writeSignInFlow({ email, askedAt: Date.now(), next, again });
  redirect("/sign-in");
}

/** Checks the code and lets its owner in. */
export async function enterCode(_before: SignInAnswer | null, form: FormData): Promise<SignInAnswer | null> {
  const t = createTranslate(await pageLocale());
  const flow = await readSignInFlow();
  if (!flow) redirect("/sign-in");
  const code = codeInput.safeParse(form.get("code"));
  if (!code.success) return { error: t("signIn.code.malformed") };
  const late = Date.now() - flow.askedAt > codeMinutes * 60_000;
  try {
    const outcome = await checkCode({
      db: portalDatabase(),
      service: supabaseSignIn(await requestSupabase()),
      email: flow.email,
      code: code.data,
      network: await networkAddress(),
    });
    switch (outcome.kind) {
      case "signed_in":
        break;
      case "wrong":
        return {
          error: late ? t("signIn.code.expired") : t("signIn.code.wrong", { remaining: outcome.remaining }),
        };
      case "too_many":
        return { error: tooMany(t, outcome.againAt) };
      case "unavailable":
        return { error: t("signIn.unavailable") };
    }
  } catch (error) {
    logger.error({ err: error }, "sign_in_failed");
    return { error: t("signIn.unavailable") };
  }
  await clearSignInFlow();
  redirect(nextPath(flow.next));
}

/** Back to the address. */
export async function useAnotherAddress(): Promise<void> {
  const flow = await readSignInFlow();
  await clearSignInFlow();
  redirect(flow ? `/sign-in?next=${encodeURIComponent(flow.next)}` : "/sign-in");
}

/** Keeps the language that was chosen at the door. */
export async function chooseLanguage(form: FormData): Promise<void> {
  const language = locales.find((locale) => locale === form.get("language"));
  if (language) {
    (await cookies()).set(languageCookie, language, {
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      maxAge: 365 * 24 * 3600,
    });
  }
  const next = form.get("next")?.toString();
  redirect(next ? `/sign-in?next=${encodeURIComponent(nextPath(next))}` : "/sign-in");
}

async function networkAddress(): Promise<string | null> {
  // A copy: the platform helper takes what Next gives here for a request.
  return ipAddress(new Headers(await headers())) ?? null;
}

function tooMany(t: ReturnType<typeof createTranslate>, againAt: Temporal.Instant): string {
  const seconds = Temporal.Now.instant().until(againAt).total("seconds");
  return t("signIn.tooMany", { minutes: Math.max(1, Math.ceil(seconds / 60)) });
}
