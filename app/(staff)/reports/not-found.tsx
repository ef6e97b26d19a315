import { headers } from "next/headers";
import Link from "next/link";
import { loadClientMonth } from "@/app/(staff)/reports/load-client-month";
import { PageHead } from "@/components/shell/page-head";
import { StateBlock } from "@/components/shell/state-block";
import { buttonVariants } from "@/components/ui/button";
import { askedPathHeader } from "@/lib/auth/session/asked-path";
import { loadStaffPage } from "@/lib/auth/staff-page";
import { dayYearText } from "@/lib/i18n/date-text";

/** Which of client and month there is not, in plain words; the page it stands for has said 404. */
export default async function ReportNotFound() {
  const { t, staff } = await loadStaffPage();
  const asked = new URL((await headers()).get(askedPathHeader) ?? "/reports", "http://portal.invalid");
  const client = asked.searchParams.get("client");
  const answer = client ? await loadClientMonth(client, asked.searchParams.get("period") ?? undefined) : null;
  const words =
    answer?.kind === "no_client"
      ? {
          title: t("staff.month.missing.client", { slug: answer.slug }),
          lead: t("staff.month.missing.clientLead"),
        }
      : answer?.kind === "no_period" && !answer.malformed
        ? {
            title: t("staff.month.missing.period", { client: answer.who.client.name }),
            lead: t("staff.month.missing.periodLead", {
              from: dayYearText(staff.locale, answer.who.account.collectFrom),
            }),
          }
        : { title: t("staff.notFound.heading"), lead: t("staff.month.missing.periodMalformed") };
  return (
    <>
      <PageHead left={t("staff.reports.title")} answer={words.title} />
      <div className="mt-6 max-w-[1160px]">
        <StateBlock
          title={words.lead}
          action={
            <Link href="/reports" className={buttonVariants()}>
              {t("staff.month.missing.all")}
            </Link>
          }
        />
      </div>
    </>
  );
}
