import type { Formats } from "@/lib/i18n/formats";
import type { Translate } from "@/lib/i18n/translator";
import type { Report, ReportMetric } from "@/lib/report/document";

/** What sentences about a document are made with, on a page as in a mail, so that both say the same (R10). */
export interface ReportWords {
  readonly t: Translate;
  readonly format: Formats;
  /** The client's own name of a metric, else ours. */
  name(metric: ReportMetric): string;
  readonly view: {
    readonly report: Report;
    /** Figures in which campaigns and account are apart, with the sums where they are known. */
    readonly disagreements: readonly {
      readonly metric: ReportMetric;
      readonly sums: { readonly difference: string } | null;
    }[];
  };
}
