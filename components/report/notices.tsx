import { AccountChangeNotices } from "@/components/report/account-change-notices";
import { ChangesTable } from "@/components/report/changes-table";
import { DisagreementNotice } from "@/components/report/disagreement-notice";
import { MonthTotalNotice } from "@/components/report/month-total-notice";
import { Notice } from "@/components/report/notice";
import { PartialNotice } from "@/components/report/partial-notice";
import type { ReportKit } from "@/lib/publications/report-kit";
import { correctionWords } from "@/lib/report/words/correction-words";
import { overrideWords } from "@/lib/report/words/override-words";

/** All notices of this month, the gravest first. */
export function Notices({ kit }: { kit: ReportKit }) {
  const { report, disagreements } = kit.view;
  const partial = report.coverage.days < report.coverage.expected;
  const override = report.publication?.override;
  const graver = partial || disagreements.length > 0;
  return (
    <>
      {disagreements.length > 0 ? <DisagreementNotice kit={kit} /> : null}
      {partial ? <PartialNotice kit={kit} /> : null}
      {report.state === "open" && report.coverage.days > 0 ? <OpenNotice kit={kit} /> : null}
      <MonthTotalNotice kit={kit} reason={!graver} />
      <AccountChangeNotices kit={kit} reason={!graver && !report.month_total} />
      {override && !graver && !report.month_total && !report.account_changes ? (
        <Notice state="warn" lead={kit.t("report.notice.overridden")}>
          {overrideWords(kit)}
        </Notice>
      ) : null}
      <CorrectionNotice kit={kit} />
    </>
  );
}

function OpenNotice({ kit }: { kit: ReportKit }) {
  const { t, format, view } = kit;
  const last = view.report.daily.findLast((day) => day.figures !== null)?.date;
  if (!last) return null;
  return (
    <Notice state="info" lead={t("report.notice.open")}>
      {t("report.notice.openEffect", { date: format.day(last) })}
    </Notice>
  );
}

function CorrectionNotice({ kit }: { kit: ReportKit }) {
  const { t, view } = kit;
  const [newest] = view.corrections;
  if (!newest) return null;
  // A version that moved no figure has no table.
  const moved = view.corrections.filter((correction) => correction.items.length > 0);
  const { lead, text } = correctionWords(kit, newest);
  return (
    <>
      <Notice state="info" lead={lead}>
        {text}
      </Notice>
      {moved.length === 0 ? null : (
        <details className="data">
          <summary>{t("report.notice.changedTitle")}</summary>
          {moved.map((correction) => (
            <ChangesTable key={correction.version} kit={kit} correction={correction} />
          ))}
        </details>
      )}
    </>
  );
}
