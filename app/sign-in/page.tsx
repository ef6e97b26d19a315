import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { AddressForm } from "@/app/sign-in/address-form";
import { CodeForm } from "@/app/sign-in/code-form";
import { LanguageSwitch } from "@/app/sign-in/language-switch";
import { BrandMark } from "@/components/shell/brand-mark";
import { currentStaff } from "@/lib/auth/current-staff";
import { nextPath } from "@/lib/auth/next-path";
import { pageLocale } from "@/lib/auth/page-locale";
import { readSignInFlow } from "@/lib/auth/session/sign-in-flow";
import { codeMinutes } from "@/lib/auth/sign-in/sign-in-service";
import { createTranslate } from "@/lib/i18n/translator";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: createTranslate(await pageLocale())("signIn.title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  await connection();
  const { next, out } = await searchParams;
  const asked = typeof next === "string" ? next : undefined;
  if (await signedIn()) redirect(nextPath(asked));
  const locale = await pageLocale();
  const t = createTranslate(locale);
  const flow = await readSignInFlow();
  return (
    <div className="grid min-h-dvh grid-rows-[1fr_auto] bg-canvas">
      <main className="mx-auto w-[360px] max-w-[calc(100vw-32px)] pt-[max(32px,20vh)] pb-8">
        <p className="flex h-6.5 items-center gap-2.5 font-semibold text-md">
          <BrandMark className="h-6.5 w-4.5" />
          Plumbline
        </p>
        {flow ? (
          <CodeForm
            heading={t("signIn.code.heading")}
            lead={t.rich("signIn.code.lead", {
              email: flow.email,
              minutes: String(codeMinutes),
              b: (text) => <b className="break-words text-ink">{text}</b>,
            })}
            waitUntil={flow.askedAt + 60_000}
            words={{
              label: t("signIn.code.label"),
              hint: flow.again ? t("signIn.code.resent") : t("signIn.code.hint"),
              submit: t("signIn.code.submit"),
              busy: t("signIn.code.busy"),
              again: t("signIn.code.again"),
              againIn: t("signIn.code.againIn", { time: "{time}" }),
              other: t("signIn.code.other"),
            }}
          />
        ) : (
          <AddressForm
            next={asked ? nextPath(asked) : undefined}
            notice={out === "1" ? t("signIn.address.signedOut") : undefined}
            words={{
              heading: t("signIn.address.heading"),
              lead: t("signIn.address.lead"),
              label: t("signIn.address.label"),
              hint: t("signIn.address.hint"),
              submit: t("signIn.address.submit"),
              busy: t("signIn.address.busy"),
            }}
          />
        )}
      </main>
      <footer className="px-4 py-6 text-center text-ink-3 text-xs">
        <p>{t("signIn.clients")}</p>
        <LanguageSwitch locale={locale} label={t("signIn.language")} next={asked} />
      </footer>
    </div>
  );
}

async function signedIn(): Promise<boolean> {
  try {
    return (await currentStaff()) !== null;
  } catch {
    // The door stays open to look at while the database is away; the form says what is wrong.
    return false;
  }
}
