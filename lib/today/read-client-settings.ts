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
  };
}

interface Row extends Record<string, unknown> {
  id: string;
  manager_id: string | null;
  manager_name: string | null;
  report_settings: unknown;
  state: "draft" | "in_review" | "published" | null;
  version: number | null;
}

const budget = z
  .object({ monthly_budget: z.string().regex(/^\d+(\.\d+)?$/) })
  .transform(({ monthly_budget }) => monthly_budget);

/** Manager, budget and report state of every active client by its id, for the month that begins on `month`; one statement. */
export async function readClientSettings(tx: StaffTx, month: string): Promise<Map<string, ClientSettings>> {
  const rows = await tx.execute<Row>(sql`
    select c.id, c.manager_id, coalesce(s.name, s.email) as manager_name, c.report_settings, r.state,
      (select max(p.version) from publications p where p.client_id = c.id and p.month = ${month}::date) as version
    from clients c
    left join staff_members s on s.id = c.manager_id
    left join reports r on r.client_id = c.id and r.month = ${month}::date
    where c.status = 'active'`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        manager: row.manager_id === null ? null : { id: row.manager_id, name: row.manager_name ?? "" },
        monthlyBudget: budget.safeParse(row.report_settings).data ?? null,
        report: { state: row.state ?? "draft", version: row.version },
      },
    ]),
  );
}
