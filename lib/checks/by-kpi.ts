import {
  type CheckFinding,
  type CheckOutcome,
  fine,
  found,
  type UnknownReason,
  unknown,
} from "@/lib/checks/outcome";
import type { MappedKpi } from "@/lib/values/metric";

/** What a check says of one KPI. */
export type KpiAnswer = CheckFinding | "fine" | UnknownReason;

/** One check over several KPIs: every finding; fine when one of them could be judged; else the first reason why none could. */
export function byKpi(kpis: readonly MappedKpi[], judge: (kpi: MappedKpi) => KpiAnswer): CheckOutcome {
  const answers = kpis.map(judge);
  const findings = answers.filter((answer) => typeof answer === "object");
  if (findings.length > 0) return found(findings);
  if (answers.includes("fine")) return fine;
  const [reason] = answers.filter((answer): answer is UnknownReason => typeof answer === "string");
  return unknown(reason ?? "not_measured");
}
