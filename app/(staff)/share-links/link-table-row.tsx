import Link from "next/link";
import type { ReactNode } from "react";
import { LinkActions } from "@/app/(staff)/share-links/link-actions";
import type { LinkInventory, LinkRow } from "@/app/(staff)/share-links/load-links";
import { actionWords } from "@/app/(staff)/share-links/words";
import { SourceOf } from "@/components/shell/source-of";
import { Glyph, type GlyphName } from "@/components/ui/glyph";
import { dayText, dayYearText, localDay, monthText } from "@/lib/i18n/date-text";
import { isUsable, type LinkState } from "@/lib/sharing/link-risks";

const glyphs: Record<LinkState, GlyphName> = {
  live: "published",
  waits: "late",
  withdrawn: "look",
  paused: "late",
  over: "none",
  revoked: "failed",
};

/** A link: whose, what it opens, until when, how it is used, what deserves a look, and what can be done. */
export function LinkTableRow({ page, row }: { page: LinkInventory; row: LinkRow }) {
  const { t, staff, agency } = page;
  const { link, state, risks, use } = row;
  // What staff and visitors did is told by the agency's clock, as everywhere; the last day is one of the client's own.
  const day = (instant: { toString(): string }) => localDay(agency.zone, instant.toString());
  // The instant is the end of the last day, which is the start of the next.
  const lastDay = dayYearText(
    staff.locale,
    localDay(link.zone, link.expiresAt.subtract({ seconds: 1 }).toString()),
  );
  const what = link.month
    ? monthText(staff.locale, link.month)
    : t(link.kind === "csv" ? "share.staff.allCsv" : "share.staff.allMonths");
  const closes = link.revokedAt ? dayText(staff.locale, day(link.revokedAt)) : lastDay;
  const ended = !isUsable(state);
  return (
    <tr className="block border-rule border-b py-2.5 desk:table-row desk:py-0 desk:hover:bg-canvas">
      <th
        scope="row"
        className="block break-words max-desk:wrap-anywhere py-1 text-left align-top font-normal max-desk:text-base desk:table-cell desk:border-rule desk:border-b desk:py-2 desk:pl-2.5"
      >
        <Link
          href={`/reports?client=${link.client.slug}${link.month ? `&period=${link.month}` : ""}`}
          className="inline-flex min-h-11 items-center text-ink decoration-rule-strong underline-offset-3 hover:underline desk:min-h-0"
        >
          {link.client.name}
        </Link>
        <span className="block text-ink-3 text-xs">
          {what}
          {link.label ? ` · ${link.label}` : ""}
        </span>
      </th>
      <Cell label={t("share.staff.column.state")}>
        <span className={ended ? "text-ink-3" : undefined}>
          <span className="inline-flex items-center gap-1.5">
            <Glyph name={glyphs[state]} />
            {t(`share.staff.state.${state}`)}
          </span>
          <span className="block text-ink-3 text-xs">
            {t(`share.staff.until.${state}`, { date: closes })}
          </span>
          {link.kind === "report" && !ended ? (
            <span className="block text-ink-3 text-xs">
              {t(link.hasPasscode ? "share.staff.withPasscode" : "share.staff.withoutPasscode")}
            </span>
          ) : null}
        </span>
      </Cell>
      <Cell label={t("share.staff.column.use")}>
        <SourceOf source={{ kind: "link", id: link.id }} title={t("today.source.title")}>
          {t("share.staff.opens", { count: use.opens })}
        </SourceOf>
        {use.lastOpenedAt ? (
          <span className="block text-ink-3 text-xs">
            {t("share.staff.lastOpened", { date: dayText(staff.locale, day(use.lastOpenedAt)) })}
          </span>
        ) : null}
      </Cell>
      <Cell label={t("share.staff.column.made")}>
        {dayYearText(staff.locale, day(link.createdAt))}
        <span className="block text-ink-3 text-xs">{link.createdBy}</span>
      </Cell>
      <Cell label={t("share.staff.column.risk")}>
        {risks.length === 0 ? <span className="text-ink-3">{t("share.staff.noRisk")}</span> : null}
        {risks.map((risk) => (
          <span key={risk} className="flex items-center gap-1.5 text-warn">
            <Glyph name="look" />
            {t(`share.staff.risk.${risk}`)}
          </span>
        ))}
      </Cell>
      <Cell label={t("share.staff.column.act")}>
        {row.mayChange && !ended ? (
          <LinkActions
            link={link.id}
            paused={state === "paused"}
            words={actionWords(t, link.client.name, link.kind)}
            live={t("share.staff.until.live", { date: lastDay })}
          />
        ) : (
          <span className="text-ink-3">{ended ? "" : t("share.staff.notYours")}</span>
        )}
      </Cell>
    </tr>
  );
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td className="flex items-baseline gap-3 py-1 align-top desk:table-cell desk:border-rule desk:border-b desk:py-2 desk:pl-3 last:print:hidden">
      <span className="w-28 flex-none text-ink-3 text-xs leading-6 desk:hidden" aria-hidden="true">
        {label}
      </span>
      <div className="min-w-0">{children}</div>
    </td>
  );
}
