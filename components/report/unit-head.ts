import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";

/** "Wydatki, zł": a head over amounts that stand without their currency, which never begins a line of its own. `head` instead of the metric's name. */
export function unitHead({ format, name }: ReportKit, metric: ReportMetric, head = name(metric)): string {
  const unit = format.unit(metric);
  return unit ? `${head},\u00A0${unit}` : head;
}
