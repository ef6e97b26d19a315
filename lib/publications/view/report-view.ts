import { type CampaignTable, campaignTableOf } from "@/lib/publications/view/campaign-rows";
import { type CampaignFinding, campaignFindingOf } from "@/lib/publications/view/campaign-share";
import { type Correction, correctionsOf } from "@/lib/publications/view/changes";
import { type Course, courseOf } from "@/lib/publications/view/course";
import { type Disagreement, disagreementsOf } from "@/lib/publications/view/disagreements";
import { type People, peopleOf } from "@/lib/publications/view/people";
import { type Places, placesOf } from "@/lib/publications/view/places";
import { hasYoungDelivery } from "@/lib/publications/view/young-delivery";
import type { Report, ReportMetric, ResultMetric } from "@/lib/report/document";
import { keyMetricsOf } from "@/lib/report/printed-metrics";
import { resultOf } from "@/lib/report/result";

/** The document and what a page needs beside it: everything that takes exact arithmetic, so that components only print. */
export interface ReportView {
  readonly report: Report;
  /** SHA-256 of the stored document, 64 hex digits; null for live figures. */
  readonly documentSha256: string | null;
  readonly result: ResultMetric | null;
  readonly keyMetrics: readonly ReportMetric[];
  /** Nothing ran and nothing was booked late (C09): every key figure is a zero, and that is a fact. */
  readonly empty: boolean;
  /** There are days to draw and campaigns to list. */
  readonly hasCourse: boolean;
  readonly disagreements: readonly Disagreement[];
  readonly course: Course;
  readonly campaigns: CampaignTable;
  readonly campaignFinding: CampaignFinding | null;
  /** null where the breakdown is missing or empty; the document says why. */
  readonly people: People | null;
  readonly places: Places | null;
  readonly corrections: readonly Correction[];
  /** Spend, impressions and clicks of the newest days may still change, whatever the state of the figures. */
  readonly youngDelivery: boolean;
}

/** Prepares a document for rendering. Pure: the same document gives the same view (R10). */
export function buildReportView(report: Report, documentSha256: string | null): ReportView {
  const keyMetrics = keyMetricsOf(report);
  const zero = keyMetrics.every((metric) => !/[1-9]/.test(report.figures[metric].value ?? "0"));
  return {
    report,
    documentSha256,
    result: resultOf(report),
    keyMetrics,
    empty: report.no_delivery && zero,
    hasCourse: report.coverage.days > 0 && !(report.no_delivery && zero),
    disagreements: disagreementsOf(report),
    course: courseOf(report),
    campaigns: campaignTableOf(report),
    campaignFinding: campaignFindingOf(report),
    people: peopleOf(report),
    places: placesOf(report),
    corrections: correctionsOf(report),
    youngDelivery: hasYoungDelivery(report),
  };
}
