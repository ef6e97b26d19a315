import { Temporal } from "temporal-polyfill";
import { RevokeForm } from "@/app/(staff)/reports/links/revoke-form";
import { ShareDialog } from "@/app/(staff)/reports/links/share-dialog";
import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { SourceOf } from "@/components/shell/source-of";
import { dayText, dayYearText, localDay, monthText } from "@/lib/i18n/date-text";
import { defaultLastDay, latestLastDay } from "@/lib/sharing/link-expiry";
import type { ListedShareLink } from "@/lib/sharing/list-share-links";
import { shortestPasscode } from "@/lib/sharing/passcode";
import { dayIn } from "@/lib/values/calendar-day";

/** Links that open this month: which there are, and a new one for those who may. */
export function SharePanel({ page }: { page: ClientMonth }) {
  const { t, staff, who, month, now, links, publication } = page;
  const { zone } = who.account;
  return (
    <section aria-labelledby="share">
      <h2 id="share" className="mb-2 font-semibold text-base">
        {t("staff.month.share.heading")}
      </h2>
      {links.length === 0 ? <p className="text-ink-3">{t("staff.month.share.none")}</p> : null}
      <ul>
        {links.map((link) => (
          <LinkLine key={link.id} page={page} link={link} />
        ))}
      </ul>
      {page.mayChange ? (
        <div className="mt-3">
          <ShareDialog
            client={who.client.slug}
            period={month}
            days={{
              first: dayIn(zone, now),
              usual: defaultLastDay(month, now, zone),
              last: latestLastDay(now, zone),
            }}
            words={{
              create: t("staff.month.share.create"),
              title: t("staff.month.share.dialog", {
                client: who.client.name,
                month: monthText(staff.locale, month),
              }),
              lead: t("staff.month.share.dialogLead"),
              waits: publication ? "" : t("staff.month.share.waits"),
              until: t("staff.month.share.until"),
              untilHint: t("staff.month.share.untilHint", { zone }),
              make: t("staff.month.share.make"),
              busy: t("staff.month.share.busy"),
              made: t("staff.month.share.made"),
              link: t("staff.month.share.link"),
              copy: t("staff.month.share.copy"),
              copied: t("staff.month.share.copied"),
              live: t("staff.month.share.live", { date: "{date}" }),
              close: t("staff.month.share.close"),
              cancel: t("staff.month.share.cancel"),
              passcode: t("share.staff.passcode"),
              passcodeHint: t("share.staff.passcodeHint", { least: shortestPasscode }),
            }}
          />
        </div>
      ) : (
        <p className="mt-2 text-ink-3">{t("staff.month.share.notYours")}</p>
      )}
    </section>
  );
}

function LinkLine({ page, link }: { page: ClientMonth; link: ListedShareLink }) {
  const { t, staff, agency, now } = page;
  const { zone } = page.who.account;
  // What staff did is told by the agency's clock, as everywhere; the last day is one of the client's own.
  const day = (instant: Temporal.Instant) => localDay(agency.zone, instant.toString());
  const over = Temporal.Instant.compare(link.expiresAt, now) <= 0;
  // The instant is the end of the last day, which is the start of the next.
  const lastDay = dayYearText(
    staff.locale,
    localDay(zone, link.expiresAt.subtract({ seconds: 1 }).toString()),
  );
  const state = link.revokedAt
    ? t("staff.month.share.revoked", { date: dayText(staff.locale, day(link.revokedAt)) })
    : t(over ? "staff.month.share.over" : "staff.month.share.live", { date: lastDay });
  const made = dayText(staff.locale, day(link.createdAt));
  return (
    <li className="flex items-start justify-between gap-3 border-rule border-b py-2">
      <div className="min-w-0">
        <p className={link.revokedAt || over ? "text-ink-3" : undefined}>{state}</p>
        <p className="break-words text-ink-3 text-xs">
          {t("staff.month.share.by", { name: link.createdBy, date: made })} ·{" "}
          <SourceOf source={{ kind: "link", id: link.id }} title={t("today.source.title")}>
            {t("staff.month.share.opened", { count: link.opens })}
          </SourceOf>
        </p>
      </div>
      {page.mayChange && !link.revokedAt && !over ? (
        <RevokeForm
          link={link.id}
          words={{
            revoke: t("staff.month.share.revoke"),
            label: t("staff.month.share.revokeLabel", { date: made }),
          }}
        />
      ) : null}
    </li>
  );
}
