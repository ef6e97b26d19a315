import Link from "next/link";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { NeedItem } from "@/app/(staff)/(home)/need-item";
import { SectionHead } from "@/components/shell/section-head";
import { StateBlock } from "@/components/shell/state-block";
import { buttonVariants } from "@/components/ui/button";

/** So many stand here; the list of alerts has all of them. */
const mostShown = 5;

/** What waits for somebody, by money affected: cause, since when, which reports it touches, one button (screens.md §2). */
export function NeedsList({ page }: { page: TodayPage }) {
  const { t, needs, watch } = page;
  const shown = needs.slice(0, mostShown);
  const note = t("today.needs.note", {
    shown: needs.length > mostShown ? "some" : "all",
    count: String(needs.length),
    first: String(mostShown),
  });
  return (
    <section aria-labelledby="needs" className="mt-8 max-w-[1160px] desk:mt-10">
      <SectionHead id="needs" title={t("today.needs.heading")} {...(shown.length > 0 ? { note } : {})} />
      {!watch ? (
        <StateBlock
          glyph="blocked"
          title={t("today.needs.error")}
          action={
            <a href="/" className={buttonVariants()}>
              {t("today.portfolio.retry")}
            </a>
          }
        >
          {t("today.needs.errorDetail")}
        </StateBlock>
      ) : shown.length === 0 ? (
        <NothingNeeded page={page} open={watch.alerts.length} />
      ) : (
        <>
          <div
            aria-hidden="true"
            className="hidden grid-cols-[16px_minmax(0,1fr)_128px_176px_132px_168px] gap-x-4 pt-2 pb-[7px] text-ink-3 text-xs leading-4 wide:grid"
          >
            <span />
            <span>{t("today.needs.column.what")}</span>
            <span>{t("today.needs.column.since")}</span>
            <span>{t("today.needs.column.touches")}</span>
            <span>{t("today.needs.column.money")}</span>
          </div>
          <ol className="border-rule-strong border-t">
            {shown.map((need, index) => (
              <NeedItem key={need.cause} page={page} need={need} primary={index === 0} />
            ))}
          </ol>
          {needs.length > mostShown ? (
            <p className="mt-3">
              <Link className="link inline-flex min-h-11 items-center desk:min-h-0" href="/alerts">
                {t("today.needs.all")}
              </Link>
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}

/** Nothing waits; whether that is known or only not contradicted is told apart (R13). */
function NothingNeeded({ page: { t, answer }, open }: { page: TodayPage; open: number }) {
  const doubtful = ["unknown", "unwatched", "uncalled", "unread"].includes(answer.rule);
  return doubtful ? (
    <StateBlock
      glyph="unknown"
      title={t("today.needs.noneUnknown")}
      action={
        <Link className="link" href="/data-health">
          {t("today.nav.dataHealth")}
        </Link>
      }
    >
      {t("today.needs.noneUnknownDetail")}
    </StateBlock>
  ) : (
    <StateBlock glyph="clear" title={t("today.needs.none")}>
      {t("today.needs.noneDetail", { count: open })}
    </StateBlock>
  );
}
