import type { Report, ReportMetric } from "@/lib/report/document";

/**
 * A part of a month's figure, as `kind:key`: a campaign by its id, a day, a row of a breakdown by Meta's keys or all rows of one gender, a driver
 * of the change; `rest` and `others` are what stands in the campaign table beside named campaigns. `compared` is the change against a base
 * (`previous`, `year_ago`), `campaign_change` a campaign's own, `rate` the share of the step before (its KPI), `base_rate` that of the month
 * before, `months` the thirteen months of a key figure, `days` how many days stand behind it, `printed` what a publication says in its place.
 */
export const partKinds = [
  "campaign",
  "campaign_change",
  "day",
  "age_gender",
  "gender",
  "placement",
  "driver",
  "rest",
  "others",
  "compared",
  "rate",
  "base_rate",
  "months",
  "days",
  "printed",
] as const;
export type PartKind = (typeof partKinds)[number];

export interface FigurePart {
  readonly kind: PartKind;
  readonly key: string;
}

/** Reads a part's text; null for none of ours. */
export function figurePart(text: string): FigurePart | null {
  const [kind = "", ...key] = text.split(":");
  const known = partKinds.find((one) => one === kind);
  return known ? { kind: known, key: key.join(":") } : null;
}

/** The part's value in the document and the campaign's name; `value` undefined where the document holds no single value for it. Pure. */
export function partValue(
  report: Report,
  metric: ReportMetric,
  { kind, key }: FigurePart,
): { readonly value: string | null | undefined; readonly name: string } {
  switch (kind) {
    case "campaign": {
      const found = report.campaigns.find(({ id }) => id === key);
      return { value: found?.figures[metric], name: found?.name ?? key };
    }
    case "campaign_change":
      return { value: undefined, name: report.campaigns.find(({ id }) => id === key)?.name ?? key };
    case "day": {
      const found = report.daily.find(({ date }) => date === key);
      return { value: found && (found.figures?.[metric] ?? null), name: key };
    }
    case "age_gender":
    case "placement": {
      const read = report.breakdowns[kind];
      const found = "rows" in read ? read.rows.find(({ keys }) => keys.join(" ") === key) : undefined;
      return { value: found?.figures[metric], name: key.replaceAll("_", " ") };
    }
    case "rest":
      return { value: report.unattributed.figures[metric] ?? undefined, name: "" };
    case "driver":
    case "others":
    case "gender":
    case "compared":
    case "rate":
    case "base_rate":
    case "months":
    case "days":
    case "printed":
      return { value: undefined, name: key.replaceAll("_", " ") };
  }
}
