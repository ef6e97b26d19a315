import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";

export interface CollectedSums {
  readonly spend: readonly { readonly currency: string; readonly value: number }[];
  readonly conversions: readonly { readonly kpi: string; readonly value: number }[];
}

/** What all stored account-days add up to. As floats, since Prometheus knows no others: for graphs, never for a report. */
export async function readCollectedSums(db: Database): Promise<CollectedSums> {
  return db.asSystem(async (tx) => ({
    spend: await tx.execute<{ currency: string; value: number }>(sql`
      select currency, sum(total_spend)::double precision as value from daily_kpi_data group by currency order by currency`),
    conversions: await tx.execute<{ kpi: string; value: number }>(sql`
      select kpi, value::double precision as value
      from (select sum(reservations) as reservations, sum(leads) as leads, sum(messages) as messages,
              sum(click_to_call) as click_to_call, sum(email_contacts) as email_contacts from daily_kpi_data) s
      cross join lateral (values ('reservations', reservations), ('leads', leads), ('messages', messages),
        ('click_to_call', click_to_call), ('email_contacts', email_contacts)) as v (kpi, value)
      where value is not null order by kpi`),
  }));
}
