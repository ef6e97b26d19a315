import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { OverrideForm } from "@/app/(staff)/reports/publish/override-form";
import { PublishForm } from "@/app/(staff)/reports/publish/publish-form";
import { PublishedPanel } from "@/app/(staff)/reports/publish/published-panel";
import { PublishingAnswers } from "@/app/(staff)/reports/publish/publishing-answers";
import type { PublishingAct } from "@/app/(staff)/reports/publish/publishing-form";
import { standingForms } from "@/app/(staff)/reports/publish/standing-forms";
import { StateForm } from "@/app/(staff)/reports/publish/state-form";
import { readingMark } from "@/lib/publications/reading-mark";
import { shortestOverrideReason } from "@/lib/report/publishing-rules";

/** The next step of this month: publish it, say why anyway, or read why neither is possible here. */
export function PublishPanel({ page, changed }: { page: ClientMonth; changed: boolean }) {
  const { t, publication } = page;
  const standing = standingForms(page, changed);
  return (
    <section aria-labelledby="publish" className={publication ? undefined : "print:hidden"}>
      <h2 id="publish" className="mb-2 font-semibold text-base">
        {t("staff.month.publish.heading")}
      </h2>
      <PublishingAnswers standing={standing} typedLead={t("publish.typed")}>
        {publication ? (
          <PublishedPanel page={page} changed={changed} standing={standing} />
        ) : (
          <>
            <Unpublished page={page} standing={standing} />
            {page.mayChange ? <ReviewState page={page} /> : null}
          </>
        )}
      </PublishingAnswers>
    </section>
  );
}

/** Where the month stands before it is out, and the step to the other side. */
function ReviewState({ page: { t, who, month, review } }: { page: ClientMonth }) {
  const next = review.state === "in_review" ? "draft" : "in_review";
  return (
    <StateForm
      client={who.client.slug}
      period={month}
      state={next}
      button={t(next === "draft" ? "publish.state.back" : "publish.state.take")}
    />
  );
}

interface PanelProps {
  readonly page: ClientMonth;
  readonly standing: readonly PublishingAct[];
}

function Unpublished({ page, standing }: PanelProps) {
  const { t, who, month, blockers } = page;
  if (!page.mayChange) return <p className="text-ink-3">{t("staff.month.publish.notYours")}</p>;
  const target = { client: who.client.slug, period: month, seen: readingMark(page.report, null) };
  if (blockers.length === 0) {
    return (
      <PublishForm
        {...target}
        words={{
          button: t("staff.month.publish.button"),
          busy: t("staff.month.publish.busy"),
          effect: t("staff.month.publish.effect"),
        }}
      />
    );
  }
  if (!standing.includes("publish")) {
    return <p className="text-ink-3">{t("staff.month.publish.blockedFirm")}</p>;
  }
  return (
    <OverrideForm
      {...target}
      least={shortestOverrideReason}
      words={{
        why: t("staff.month.publish.why"),
        hint: t("staff.month.publish.hint", { count: "{count}", least: String(shortestOverrideReason) }),
        button: t("staff.month.publish.button"),
        withReason: t("staff.month.publish.withReason"),
        busy: t("staff.month.publish.busy"),
        effect: t("staff.month.publish.effect"),
        blockedBy: t("staff.month.publish.blockedBy"),
      }}
    />
  );
}
