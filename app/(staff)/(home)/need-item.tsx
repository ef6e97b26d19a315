import Link from "next/link";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { nextStep } from "@/app/(staff)/(home)/next-step";
import { whyNoMoney } from "@/app/(staff)/(home)/no-money";
import { capitalised } from "@/components/report/text-lists";
import { SourceOf } from "@/components/shell/source-of";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Glyph } from "@/components/ui/glyph";
import { amountText } from "@/lib/alerts/amount-text";
import { alertWords } from "@/lib/alerts/words";
import { dayText, monthText } from "@/lib/i18n/date-text";
import { createFormats } from "@/lib/i18n/formats";
import type { Need } from "@/lib/today/needs";
import { dayIn, daysBetween } from "@/lib/values/calendar-day";

/** More names than these are counted. */
const mostNames = 3;

/** One cause with everything it hits, once (incident 31), and the button that is its next step. */
export function NeedItem({ page, need, primary }: { page: TodayPage; need: Need; primary: boolean }) {
  const { t, staff, agency, now } = page;
  const { lead } = need;
  const formats = createFormats({
    locale: staff.locale,
    zone: agency.zone,
    // The agency's own alerts are about no money.
    currency:
      lead.currency ?? need.clients.find(({ clientId }) => clientId === lead.clientId)?.currency ?? "EUR",
  });
  const words = alertWords(t, formats, lead);
  const since = need.firstDay ?? dayIn(agency.zone, need.since);
  const days = daysBetween(since, dayIn(agency.zone, now));
  const step = nextStep(need);
  return (
    <li
      data-row=""
      className="grid grid-cols-[16px_minmax(0,.8fr)_minmax(0,1fr)] min-[640px]:grid-cols-[16px_repeat(3,minmax(0,1fr))] gap-x-3 gap-y-1 border-rule border-b py-4 desk:grid-cols-[16px_repeat(3,minmax(0,1fr))_152px] desk:py-3 wide:grid-cols-[16px_minmax(0,1fr)_128px_176px_132px_168px] wide:gap-x-4"
    >
      <Glyph name={lead.severity === "normal" ? "look" : "blocked"} className="mt-[3px]" />
      <div className="col-span-2 min-w-0 min-[640px]:col-span-3 wide:col-span-1">
        <h3 className="wrap-anywhere font-semibold text-base">{hitText(page, need)}</h3>
        <p className="max-w-[54ch] text-pretty text-ink-2">
          {words.cause} {words.effect}
        </p>
      </div>
      <Fact
        label={t("today.needs.column.since")}
        className="col-start-2 desk:row-start-2 wide:col-start-auto wide:row-start-auto"
      >
        <p>{dayText(staff.locale, since)}</p>
        <p className="text-ink-3 text-xs">{t("today.needs.days", { count: days })}</p>
      </Fact>
      <Fact
        label={t("today.needs.column.touches")}
        className="desk:col-start-3 desk:row-start-2 wide:col-start-auto wide:row-start-auto"
      >
        {need.touches.length === 0 ? (
          <p className="text-ink-3">{t("today.needs.touchesNone")}</p>
        ) : (
          need.touches.map(({ month, reports }) => (
            <p key={month}>
              {t("today.needs.reports", {
                month: capitalised(monthText(staff.locale, month)),
                count: reports,
              })}
            </p>
          ))
        )}
      </Fact>
      <Fact
        label={t("today.needs.column.money")}
        className="col-span-2 col-start-2 min-[640px]:col-span-1 min-[640px]:col-start-4 desk:row-start-2 wide:col-start-auto wide:row-start-auto"
      >
        {need.amounts.length === 0 ? (
          <p className="text-ink-3">
            {t(`today.needs.noMoney.${whyNoMoney(need, page.portfolio?.rows ?? null)}`)}
          </p>
        ) : (
          need.amounts.map((money) => {
            const { currency, kind } = money;
            const shown = amountText(t, staff.locale, money);
            return (
              <div key={`${currency} ${kind}`}>
                <p>
                  <SourceOf
                    source={{ kind: "alert", ids: need.alerts.map(({ id }) => id), currency, of: kind }}
                    shown={shown}
                    title={t("today.source.title")}
                  >
                    {shown}
                  </SourceOf>
                </p>
                <p className="text-ink-3 text-xs">{t(`alerts.amount.is.${kind}`)}</p>
              </div>
            );
          })
        )}
      </Fact>
      <div className="col-span-2 col-start-2 pt-2 min-[640px]:max-desk:col-span-3 min-[640px]:max-desk:col-start-2 min-[640px]:max-desk:justify-self-start desk:col-span-1 desk:col-start-5 desk:row-start-1 desk:pt-1 wide:col-start-6 print:hidden">
        <Link
          href={step.href}
          data-row-open=""
          className={cn(
            buttonVariants({ look: primary ? "primary" : "plain" }),
            "h-auto min-h-11 w-full whitespace-normal px-2 py-1 text-center min-[640px]:max-desk:min-w-60 desk:h-auto desk:min-h-8",
          )}
        >
          {t(`today.verb.${step.verb}`)}
          <span className="sr-only">: {hitText(page, need)}</span>
        </Link>
      </div>
    </li>
  );
}

function Fact(props: { label: string; className?: string; children: React.ReactNode }) {
  return (
    <div className={cn("min-w-0 leading-[22px]", props.className)}>
      <p className="text-ink-3 text-xs wide:sr-only">{props.label}</p>
      {props.children}
    </div>
  );
}

/** "Klinika Fala and Fizjo Fala"; of many "11 of 16 clients: …"; without clients everybody's. */
function hitText({ t, portfolio }: TodayPage, { clients }: Need): string {
  const names = clients.map(({ name }) => name);
  const last = names.at(-1);
  if (last === undefined) return t("today.needs.everyClient");
  if (names.length === 1) return last;
  if (names.length > mostNames) {
    const named = names.slice(0, mostNames);
    return t("today.needs.clients", {
      hit: String(names.length),
      all: String(portfolio?.rows.length ?? names.length),
      names: t("today.needs.more", { names: named.join(", "), count: String(names.length - named.length) }),
    });
  }
  return t("today.needs.and", { names: names.slice(0, -1).join(", "), last });
}
