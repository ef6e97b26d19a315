import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import type { PublishingAct } from "@/app/(staff)/reports/publish/publishing-form";
import { WhyForm } from "@/app/(staff)/reports/publish/why-form";
import { Glyph } from "@/components/ui/glyph";
import { dayYearText, localDay } from "@/lib/i18n/date-text";
import type { PublicationHead } from "@/lib/publications/list-versions";
import { readingMark } from "@/lib/publications/reading-mark";
import { shortestWhy } from "@/lib/report/corrections";
import { shortestOverrideReason } from "@/lib/report/publishing-rules";

/** What is out, every version of it, and the two next steps: a correction where the facts say something else by now, and a withdrawal. */
export function PublishedPanel({
  page,
  changed,
  standing,
}: {
  page: ClientMonth;
  changed: boolean;
  standing: readonly PublishingAct[];
}) {
  const { t, publication, versions, who, month, blockers } = page;
  if (!publication) return null;
  const target = { client: who.client.slug, period: month, version: publication.version };
  const due = page.mayChange && (changed || publication.withdrawn !== null);
  const next = String(publication.version + 1);
  return (
    <>
      <ul className="border-rule border-t">
        {versions.map((version) => (
          <Version key={version.id} page={page} version={version} />
        ))}
      </ul>
      {due && !standing.includes("correct") ? (
        <p className="mt-3 text-ink-3">{t("staff.month.publish.blockedFirm")}</p>
      ) : null}
      {standing.includes("correct") ? (
        <div className="mt-4">
          <WhyForm
            act="correct"
            {...target}
            seen={readingMark(page.report, publication)}
            least={shortestWhy}
            {...(blockers.length > 0
              ? {
                  override: {
                    least: shortestOverrideReason,
                    label: t("staff.month.publish.why"),
                    hint: t("staff.month.publish.hint", {
                      count: "{count}",
                      least: String(shortestOverrideReason),
                    }),
                  },
                }
              : {})}
            words={{
              why: t("publish.correct.why"),
              hint: t("publish.correct.hint", { count: shortestWhy }),
              button: t("publish.correct.button", { version: next }),
              busy: t("staff.month.publish.busy"),
              effect: t("publish.correct.effect", { version: next }),
              more: t("publish.correct.more"),
            }}
          />
        </div>
      ) : null}
      {standing.includes("withdraw") ? (
        <details className="mt-4">
          <summary className="cursor-pointer text-accent max-desk:min-h-11 max-desk:content-center underline-offset-3 hover:underline">
            {t("publish.withdraw.open", { version: String(publication.version) })}
          </summary>
          <div className="mt-3">
            <WhyForm
              act="withdraw"
              {...target}
              least={shortestWhy}
              words={{
                why: t("publish.withdraw.why"),
                hint: t("publish.withdraw.hint", { count: shortestWhy }),
                button: t("publish.withdraw.button", { version: String(publication.version) }),
                busy: t("publish.withdraw.busy"),
                effect: t("publish.withdraw.effect"),
                more: t("publish.correct.more"),
              }}
            />
          </div>
        </details>
      ) : null}
    </>
  );
}

function Version({ page, version }: { page: ClientMonth; version: PublicationHead }) {
  const { t, staff, agency } = page;
  const day = (at: { toString(): string }) => dayYearText(staff.locale, localDay(agency.zone, at.toString()));
  const { withdrawn } = version;
  const number = String(version.version);
  return (
    <li className="flex gap-2 border-rule border-b py-2">
      <Glyph
        name={withdrawn ? "withdrawn" : version.version > 1 ? "corrected" : "published"}
        className="mt-0.5"
      />
      <div className="min-w-0 break-words">
        <p>{t("publish.version.line", { version: number, date: day(version.at), name: version.by })}</p>
        {version.why ? <p className="text-ink-2">{t("publish.version.why", { why: version.why })}</p> : null}
        {version.overrideReason ? (
          <p className="text-ink-2">
            {t("staff.month.publish.override", { reason: version.overrideReason })}
          </p>
        ) : null}
        {withdrawn ? (
          <p className="text-ink-2">
            {t("publish.version.withdrawn", {
              date: day(withdrawn.at),
              name: withdrawn.by,
              why: withdrawn.why,
            })}
          </p>
        ) : null}
        <p className="text-ink-3 text-xs">
          {t("staff.month.publish.doneDetail", { hash: version.documentSha256.slice(0, 16) })}
        </p>
      </div>
    </li>
  );
}
