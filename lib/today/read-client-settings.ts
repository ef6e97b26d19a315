import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StaffTx } from "@/lib/db/database";

/** What Today needs of a client beside its figures. */
export interface ClientSettings {
  readonly manager: { readonly id: string; readonly name: string } | null;
  /** Budget of a calendar month in the account's currency, exact decimal text: `report_settings.monthly_budget`. */
  readonly monthlyBudget: string | null;
  readonly report: {
    readonly state: "draft" | "in_review" | "published";
    /** Of the newest publication; null before the first. */
    readonly version: number | null;
    /** Taken back, all of it: nobody outside reads any version of the month. */
    readonly withdrawn: boolean;
  };
}

interface Row extends Record<string, unknown> {
  id: string;
  manager_id: string | null;
  manager_name: string | null;
  report_settings: unknown;
  state: "draft" | "in_review" | "published" | null;
  version: number | null;
  withdrawn: boolean;
}

const budget = z
  .object({ monthly_budget: z.string().regex(/^\d+(\.\d+)?$/) })
  .transform(({ monthly_budget }) => monthly_budget);

/** Manager, budget and report state of every active client by its id, for the month that begins on `month`; one statement. */
export async function readClientSettings(tx: StaffTx, month: string): Promise<Map<string, ClientSettings>> {
  const rows = await tx.execute<Row>(sql`
    select c.id, c.manager_id, coalesce(s.name, s.email) as manager_name, c.report_settings, r.state,
      p.version, exists (select from publication_withdrawals w
        where w.client_id = c.id and w.month = ${month}::date and w.version >= p.version) as withdrawn
    from clients c
    left join lateral (select max(version) as version from publications where client_id = c.id and month = ${month}::date) p on true
    left join staff_members s on s.id = c.manager_id
    left join reports r on r.client_id = c.id and r.month = ${month}::date
    where c.status = 'active'`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        manager: row.manager_id === null ? null : { id: row.manager_id, name: row.manager_name ?? "" },
        monthlyBudget: budget.safeParse(row.report_settings).data ?? null,
        report: { state: row.state ?? "draft", version: row.version, withdrawn: row.withdrawn },
      },
    ]),
  );
}
