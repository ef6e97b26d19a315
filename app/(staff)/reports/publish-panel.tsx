import type { ClientMonth } from "@/app/(staff)/reports/load-client-month";
import { OverrideForm } from "@/app/(staff)/reports/override-form";
import { PublishForm } from "@/app/(staff)/reports/publish-form";
import { PublishedPanel } from "@/app/(staff)/reports/published-panel";
import { StateForm } from "@/app/(staff)/reports/state-form";
import { readingMark } from "@/lib/publications/reading-mark";
import { shortestOverrideReason } from "@/lib/report/publishing-rules";

/** The next step of this month: publish it, say why anyway, or read why neither is possible here. */
export function PublishPanel({ page, changed }: { page: ClientMonth; changed: boolean }) {
  const { t, publication, blockers } = page;
  return (
    <section aria-labelledby="publish" className={publication ? undefined : "print:hidden"}>
      <h2 id="publish" className="mb-2 font-semibold text-base">
        {t("staff.month.publish.heading")}
      </h2>
      {publication ? (
        <PublishedPanel page={page} changed={changed} />
      ) : (
        <>
          <Unpublished page={page} blocked={blockers.length > 0} />
          {page.mayChange ? <ReviewState page={page} /> : null}
        </>
      )}
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

function Unpublished({ page, blocked }: { page: ClientMonth; blocked: boolean }) {
  const { t, who, month, blockers } = page;
  if (!page.mayChange) return <p className="text-ink-3">{t("staff.month.publish.notYours")}</p>;
  const target = { client: who.client.slug, period: month, seen: readingMark(page.report, null) };
  if (!blocked) {
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
  if (!blockers.every(({ overridable }) => overridable)) {
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
