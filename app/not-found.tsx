import { headers } from "next/headers";
import Link from "next/link";
import { loadWaiting } from "@/app/(staff)/load-waiting";
import { loadClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { AppFrame } from "@/components/shell/app-frame";
import { BrandMark } from "@/components/shell/brand-mark";
import { PageHead } from "@/components/shell/page-head";
import { StateBlock } from "@/components/shell/state-block";
import { buttonVariants } from "@/components/ui/button";
import { currentStaff } from "@/lib/auth/current-staff";
import { pageLocale } from "@/lib/auth/page-locale";
import { askedPathHeader } from "@/lib/auth/session/asked-path";
import { loadStaffPage, type StaffPage } from "@/lib/auth/staff-page";
import { dayYearText } from "@/lib/i18n/date-text";
import { createTranslate } from "@/lib/i18n/translator";

/** Nothing at this address: inside the frame for staff, who also hear which client or month there is not; alone for anybody else. */
export default async function NotFound() {
  if (await currentStaff()) return <StaffNotFound page={await loadStaffPage()} />;
  const t = createTranslate(await pageLocale());
  return (
    <main className="mx-auto w-[480px] max-w-[calc(100vw-32px)] pt-[max(32px,20vh)]">
      <BrandMark className="h-6.5 w-4.5" />
      <h1 className="mt-10 font-semibold text-xl tracking-[-.012em]">{t("staff.notFound.heading")}</h1>
      <p className="mt-2 mb-6 text-base text-ink-2">{t("staff.notFound.lead")}</p>
      <Link href="/reports" className={buttonVariants()}>
        {t("staff.notFound.home")}
      </Link>
    </main>
  );
}

async function StaffNotFound({ page: { t, staff, agency } }: { page: StaffPage }) {
  const words = await missingWords(t, staff.locale);
  return (
    <AppFrame
      t={t}
      agencyName={agency.name}
      person={{ name: staff.name, role: staff.role }}
      waiting={await loadWaiting()}
    >
      <PageHead left={words.place} answer={words.title} />
      <div className="mt-6 max-w-[1160px]">
        <StateBlock
          title={words.lead}
          action={
            <Link href={words.home.href} className={buttonVariants()}>
              {words.home.says}
            </Link>
          }
        />
      </div>
    </AppFrame>
  );
}

/** What there is not, in which place of the portal, and the way back there. */
async function missingWords(t: StaffPage["t"], locale: StaffPage["staff"]["locale"]) {
  const asked = new URL((await headers()).get(askedPathHeader) ?? "/", "http://portal.invalid");
  if (asked.pathname.startsWith("/alerts/")) {
    return {
      ...{ place: t("today.nav.alerts"), home: { href: "/alerts", says: t("alertsPage.allAlerts") } },
      ...{ title: t("alertsPage.noRunbook"), lead: t("staff.notFound.lead") },
    };
  }
  const home = { href: "/reports", says: t("staff.notFound.home") };
  const reports = { place: t("staff.reports.title"), home };
  if (asked.pathname !== "/reports") {
    return { ...reports, title: t("staff.notFound.heading"), lead: t("staff.notFound.lead") };
  }
  return { ...reports, ...(await missingMonth(t, locale, asked)) };
}

async function missingMonth(t: StaffPage["t"], locale: StaffPage["staff"]["locale"], asked: URL) {
  const client = asked.searchParams.get("client");
  const answer = client
    ? await loadClientMonth(client, asked.searchParams.get("period") || undefined).answer
    : null;
  if (answer?.kind === "no_client") {
    return {
      title: t("staff.month.missing.client", { slug: answer.slug }),
      lead: t("staff.month.missing.clientLead"),
    };
  }
  if (answer?.kind === "no_period" && !answer.malformed) {
    return {
      title: t("staff.month.missing.period", { client: answer.who.client.name }),
      lead: t("staff.month.missing.periodLead", {
        from: dayYearText(locale, answer.who.account.collectFrom),
      }),
    };
  }
  return { title: t("staff.month.missing.month"), lead: t("staff.month.missing.periodMalformed") };
}
