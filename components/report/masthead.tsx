import type { ReactNode } from "react";
import { keepTogether } from "@/components/report/keep-together";
import { Words } from "@/components/report/notes-sections";
import { Notices } from "@/components/report/notices";
import { ReportRecord } from "@/components/report/record";
import { capitalised } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";

/** Client and agency, the month, what is known about its figures, and everything a reader must know before the first number. */
export function Masthead({ kit, draft }: { kit: ReportKit; draft: ReactNode }) {
  const { t, format, view } = kit;
  const { report } = view;
  return (
    <header>
      <div className="brand">
        <div className="client">
          <bdi>{report.client.name}</bdi>
        </div>
        <div className="agency">
          <span>{t("report.masthead.kind")}, </span>
          <b>{report.agency.name}</b>
        </div>
      </div>
      <div className="q lede">
        <div className="rail">
          <h1>{capitalised(format.month(report.month))}</h1>
          <ReportRecord kit={kit} />
        </div>
        <div className="body">
          <Notices kit={kit} />
          {draft}
          <p className="verdict">{keepTogether(report.verdict.text)}</p>
          <Words kit={kit} />
        </div>
      </div>
    </header>
  );
}
