import { descriptiveFields } from "@/tools/simulator/insights-fields";
import type { Filter } from "@/tools/simulator/insights-params";
import { invalidParameter } from "@/tools/simulator/meta-error";
import type { SourceRow } from "@/tools/simulator/world";

/** `campaign.id` → `campaign_id`, `ad.impressions` → `impressions`. */
function rowField(field: string): string {
  const joined = field.replace(".", "_");
  return descriptiveFields.has(joined) ? joined : (field.split(".").at(-1) ?? field);
}

export const isStatusFilter = ({ field }: Filter): boolean => field.endsWith("effective_status");

/** Whether a filter is about what a row names (an id, a name) and so chooses rows before they are added up; the others look at sums. */
export const isNameFilter = (filter: Filter): boolean =>
  !isStatusFilter(filter) && descriptiveFields.has(rowField(filter.field));

/** Whether the row passes one entry of `filtering`. An operator that is not served is refused, never ignored. */
export function passesFilter(row: SourceRow, { field, operator, value }: Filter): boolean {
  return passesValue(row[rowField(field)], operator, value);
}

/** The comparison itself, for a status that does not stand in the row, too. */
export function passesValue(own: unknown, operator: string, value: unknown): boolean {
  const text = String(own ?? "");
  const among = Array.isArray(value) && value.map(String).includes(text);
  switch (operator) {
    case "EQUAL":
      return text === String(value);
    case "NOT_EQUAL":
      return text !== String(value);
    case "IN":
      return among;
    case "NOT_IN":
      return !among;
    case "CONTAIN":
      return text.includes(String(value));
    case "NOT_CONTAIN":
      return !text.includes(String(value));
    case "STARTS_WITH":
      return text.startsWith(String(value));
    case "GREATER_THAN":
      return Number(own ?? 0) > Number(value);
    case "GREATER_THAN_OR_EQUAL":
      return Number(own ?? 0) >= Number(value);
    case "LESS_THAN":
      return Number(own ?? 0) < Number(value);
    case "LESS_THAN_OR_EQUAL":
      return Number(own ?? 0) <= Number(value);
    default:
      throw invalidParameter(`Param filtering has an operator that is not served here: ${operator}`);
  }
}
