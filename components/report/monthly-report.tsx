import type { ReactNode } from "react";
import { Appendix } from "@/components/report/appendix";
import { CampaignsSection } from "@/components/report/campaigns-section";
import { Colophon } from "@/components/report/colophon";
import { CourseSection } from "@/components/report/course-section";
import { DriversSection } from "@/components/report/drivers-section";
import { FunnelSection } from "@/components/report/funnel-section";
import { GoalsSection } from "@/components/report/goals-section";
import { KeyFigures } from "@/components/report/key-figures";
import { Masthead } from "@/components/report/masthead";
import { NotesSections } from "@/components/report/notes-sections";
import { PeopleSection } from "@/components/report/people-section";
import { PlacesSection } from "@/components/report/places-section";
import type { ReportKit } from "@/lib/publications/report-kit";

/**
 * A month of one client as the client sees it (screens.md §1). The same tree is the published page, the print, and the live view of staff;
 * it needs styles/report.css and nothing that runs in a browser. `draft` stands among the notices: what staff are about to have printed there.
 */
export function MonthlyReport({ kit, draft = null }: { kit: ReportKit; draft?: ReactNode }) {
  return (
    <div className="report" lang={kit.format.locale}>
      <div className="page">
        <Masthead kit={kit} draft={draft} />
        <KeyFigures kit={kit} />
        <GoalsSection kit={kit} />
        {kit.view.hasCourse ? (
          <>
            <DriversSection kit={kit} />
            <NotesSections kit={kit} />
            <CourseSection kit={kit} />
            <FunnelSection kit={kit} />
            <CampaignsSection kit={kit} />
            <PeopleSection kit={kit} />
            <PlacesSection kit={kit} />
          </>
        ) : (
          <NotesSections kit={kit} />
        )}
        <Appendix kit={kit} />
        <Colophon kit={kit} />
      </div>
    </div>
  );
}
