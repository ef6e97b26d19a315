import type { ClientMonth } from "@/app/(staff)/reports/load-client-month";
import { OverrideForm } from "@/app/(staff)/reports/override-form";
import { PublishForm } from "@/app/(staff)/reports/publish-form";
import { Glyph } from "@/components/ui/glyph";
import { shortestOverrideReason } from "@/lib/report/publishing-rules";

/** The next step of this month: publish it, say why anyway, or read why neither is possible here. */
export function PublishPanel({ page }: { page: ClientMonth }) {
  const { t, publication, blockers } = page;
  return (
    <section aria-labelledby="publish">
      <h2 id="publish" className="mb-2 font-semibold text-base">
        {t("staff.month.publish.heading")}
      </h2>
      {publication ? <Published page={page} /> : <Unpublished page={page} blocked={blockers.length > 0} />}
    </section>
  );
}

function Published({ page: { t, publication } }: { page: ClientMonth }) {
  if (!publication) return null;
  return (
    <>
      <p className="flex items-center gap-2">
        <Glyph name={publication.version > 1 ? "corrected" : "published"} />
        {t("staff.month.publish.done", { version: String(publication.version) })}
      </p>
      <p className="mt-1 break-words text-ink-3">
        {t("staff.month.publish.doneDetail", { hash: publication.documentSha256.slice(0, 16) })}
      </p>
      {publication.overrideReason ? (
        <p className="mt-1 flex gap-2 text-pretty break-words text-ink-2">
          <Glyph name="look" className="mt-0.5" />
          {t("staff.month.publish.override", { reason: publication.overrideReason })}
        </p>
      ) : null}
    </>
  );
}

function Unpublished({ page, blocked }: { page: ClientMonth; blocked: boolean }) {
  const { t, who, month, blockers } = page;
  if (!page.mayChange) return <p className="text-ink-3">{t("staff.month.publish.notYours")}</p>;
  const target = { client: who.client.slug, period: month };
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
