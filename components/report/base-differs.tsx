import { baseMonth } from "@/components/report/base-month";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";
import { baseDiffers } from "@/lib/report/shown-state";

/** "; September 2026 does not match Meta's total", behind a comparison with a month that does not. */
export function BaseDiffers(props: { kit: ReportKit; metric: ReportMetric; with: "previous" | "year_ago" }) {
  const { kit, metric } = props;
  if (!baseDiffers(kit.view.report, metric, props.with)) return null;
  const month = kit.format.month(baseMonth(kit, props.with));
  return <>; {kit.t("report.compare.baseDiffers", { month })}</>;
}
