import Link from "next/link";
import type { ReactNode } from "react";
import { AlertForm } from "@/app/(staff)/alerts/alert-form";
import { alertFormWords } from "@/app/(staff)/alerts/alert-form-words";
import { AlertHistory } from "@/app/(staff)/alerts/alert-history";
import { namesOf, wordsOf } from "@/app/(staff)/alerts/alert-names";
import { glyphOf } from "@/app/(staff)/alerts/alert-row";
import { CloseForm } from "@/app/(staff)/alerts/close-form";
import { EngineerFacts } from "@/app/(staff)/alerts/engineer-facts";
import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { panelClass } from "@/app/(staff)/alerts/panel-class";
import { ScrollHere } from "@/app/(staff)/alerts/scroll-here";
import { UndeliveredList } from "@/app/(staff)/alerts/undelivered-list";
import { capitalised } from "@/components/report/text-lists";
import { SourceOf } from "@/components/shell/source-of";
import { Glyph } from "@/components/ui/glyph";
import { amountText } from "@/lib/alerts/amount-text";
import { monthText } from "@/lib/i18n/date-text";
import { shortestWhy } from "@/lib/report/corrections";
import { affectedMoney } from "@/lib/today/affected-money";
import type { AlertGroup } from "@/lib/today/group-alerts";

/** The open alert: cause, effect, next step, its verbs, what happened, and last what only the engineer needs (mocks/staff.md, States). */
export function AlertPanel({ page, group }: { page: AlertsPage; group: AlertGroup }) {
  const { t, staff, now } = page;
  const { lead, alerts } = group;
  const words = wordsOf(page, group);
  const days = Math.floor(now.since(lead.openedAt).total("hours") / 24);
  const months = [...new Set(alerts.flatMap((alert) => alert.months))].sort();
  const changeable = alerts.filter(page.mayChange).map(({ id }) => id);
  const [client] = alerts.flatMap((alert) => (alert.client ? [alert.client] : []));
  const month = months.at(-1);
  return (
    <aside aria-label={t("alertsPage.panel.label")} className={panelClass}>
      {page.address.alert === null ? null : <ScrollHere alert={page.address.alert} />}
      {page.outside ? <p className="mb-3 text-pretty text-ink-2">{t("alertsPage.panel.outside")}</p> : null}
      <p className="flex items-center gap-2">
        <Glyph name={glyphOf(lead)} />
        <span>
          <span className={lead.state === "open" ? "font-semibold text-bad" : "font-semibold"}>
            {t(`alertsPage.state.${lead.state}`)}
          </span>{" "}
          {lead.state === "resolved" ? null : t("alertsPage.state.for", { count: days })}
          {lead.acknowledgedByName && lead.state === "acknowledged"
            ? ` ${t("alertsPage.state.by", { name: lead.acknowledgedByName })}`
            : null}
        </span>
      </p>
      <h2 className="mt-2 mb-3 text-pretty break-words font-semibold text-lg tracking-[-.01em]">
        {namesOf(page, group)}: {words.title}
      </h2>
      <dl className="grid gap-x-4 gap-y-0.5 min-[640px]:grid-cols-[88px_minmax(0,1fr)] min-[640px]:gap-y-2.5">
        <Fact term={t("alertsPage.panel.cause")}>{words.cause}</Fact>
        <Fact term={t("alertsPage.panel.effect")}>{words.effect}</Fact>
        <Fact term={t("alertsPage.panel.next")}>{words.next}</Fact>
        {months.length > 0 ? (
          <Fact term={t("alertsPage.panel.touches")}>
            {months.map((touched) => capitalised(monthText(staff.locale, touched))).join(", ")}
          </Fact>
        ) : null}
        <Money page={page} group={group} />
        {group.names.length > 2 ? (
          <Fact term={t("alertsPage.panel.clients")}>{group.names.join(", ")}</Fact>
        ) : null}
      </dl>
      <UndeliveredList page={page} />
      <CloseForm
        alert={
          lead.check === "looks_wrong" && lead.state !== "resolved" && changeable.includes(lead.id)
            ? lead.id
            : null
        }
        words={{
          found: t("alertsPage.close.found"),
          hint: t("alertsPage.close.hint", { count: shortestWhy }),
          button: t("alertsPage.close.button"),
          busy: t("alertsPage.close.busy"),
        }}
      />
      {lead.state === "resolved" ? null : changeable.length > 0 ? (
        <div className="mt-5 print:hidden">
          <AlertForm
            key={lead.id}
            words={alertFormWords(page)}
            fixed={{ ids: changeable, quiet: lead.state !== "open" }}
          />
        </div>
      ) : (
        <p className="mt-5 text-ink-3">{t("alertsPage.verb.notYours")}</p>
      )}
      {client ? (
        <p className="mt-3 flex flex-wrap gap-x-5">
          <Link
            className="link inline-flex min-h-11 items-center desk:min-h-0"
            href={`/reports?client=${client.slug}${month ? `&period=${month}` : ""}`}
          >
            {t("alertsPage.panel.open")}
          </Link>
          <Link
            className="link inline-flex min-h-11 items-center desk:min-h-0"
            href={`/data-health?client=${client.slug}`}
          >
            {t("alertsPage.panel.days")}
          </Link>
        </p>
      ) : null}
      <AlertHistory page={page} />
      <EngineerFacts page={page} group={group} />
    </aside>
  );
}

/** What it is about in money and what that is, one sum per currency and kind (R8). */
function Money({ page: { t, staff }, group }: { page: AlertsPage; group: AlertGroup }) {
  const known = affectedMoney(group.alerts);
  if (known.length === 0) return null;
  return (
    <Fact term={t("alertsPage.panel.money")}>
      {known.map((money) => {
        const { currency, kind } = money;
        const own = group.alerts.filter((alert) => alert.currency === currency && alert.amount !== null);
        const shown = amountText(t, staff.locale, money);
        return (
          <span key={`${currency} ${kind}`} className="block">
            <SourceOf
              source={{ kind: "alert", ids: own.map(({ id }) => id), currency, of: kind }}
              shown={shown}
              title={t("today.source.title")}
            >
              {shown}
            </SourceOf>{" "}
            <span className="text-ink-3">{t(`alerts.amount.is.${kind}`)}</span>
          </span>
        );
      })}
    </Fact>
  );
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="min-w-0 break-words max-[639px]:mb-2">{children}</dd>
    </>
  );
}
