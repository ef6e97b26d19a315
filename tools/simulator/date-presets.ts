import { Temporal } from "temporal-polyfill";
import { invalidParameter } from "@/tools/simulator/meta-error";

export interface DateRange {
  /** Both inclusive, in the account's zone. */
  readonly since: string;
  readonly until: string;
}

const names = `today, yesterday, this_month, last_month, this_quarter, maximum, data_maximum, last_3d, last_7d, last_14d, last_28d, last_30d, last_90d, last_week_mon_sun, last_week_sun_sat, last_quarter, last_year, this_week_mon_today, this_week_sun_today, this_year`;

/** The days of a `date_preset`, `today` being the account's day. `last_Nd` leaves today out (graph-api.md §3.1). */
export function presetRange(preset: string, today: string): DateRange {
  const now = Temporal.PlainDate.from(today);
  const back = (days: number) => now.subtract({ days });
  const month = now.with({ day: 1 });
  const quarter = month.with({ month: month.month - ((month.month - 1) % 3) });
  const year = month.with({ month: 1 });
  const monday = back(now.dayOfWeek - 1);
  const sunday = back(now.dayOfWeek % 7);
  const range = (since: Temporal.PlainDate, until: Temporal.PlainDate) => ({
    since: since.toString(),
    until: until.toString(),
  });
  const before = (start: Temporal.PlainDate, length: Temporal.DurationLike) =>
    range(start.subtract(length), start.subtract({ days: 1 }));

  const days = preset.match(/^last_(3|7|14|28|30|90)d$/)?.[1];
  if (days !== undefined) return range(back(Number(days)), back(1));
  switch (preset) {
    case "today":
      return range(now, now);
    case "yesterday":
      return range(back(1), back(1));
    case "this_month":
      return range(month, now);
    case "last_month":
      return before(month, { months: 1 });
    case "this_quarter":
      return range(quarter, now);
    case "last_quarter":
      return before(quarter, { months: 3 });
    case "this_year":
      return range(year, now);
    case "last_year":
      return before(year, { years: 1 });
    case "this_week_mon_today":
      return range(monday, now);
    case "this_week_sun_today":
      return range(sunday, now);
    case "last_week_mon_sun":
      return before(monday, { days: 7 });
    case "last_week_sun_sat":
      return before(sunday, { days: 7 });
    case "maximum":
    case "data_maximum":
      return range(retentionFloor(today), now);
    default:
      throw invalidParameter(`Param date_preset must be one of {${names}}`);
  }
}

/** The oldest day Meta answers totals for: 37 calendar months back, in the account's zone (graph-api.md §3.7). */
export function retentionFloor(today: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(today).subtract({ months: 37 });
}
