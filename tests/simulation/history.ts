import type { SimulatedClient, Sql } from "@/tests/simulation/cast";
import type { StoredRow } from "@/tests/simulation/compare-facts";
import type { Ledger } from "@/tests/simulation/ledger";
import { violate } from "@/tests/simulation/violation";

/** The restatements on record are those that Meta made, in their order: from the first stored value they lead to the stored one (R6). */
export async function checkRestatements(sql: Sql, client: SimulatedClient, ledger: Ledger): Promise<void> {
  const stored = await sql<{ date: string; campaign_id: string | null; changes: object }[]>`
    select date::text as date, campaign_id, changes from kpi_restatements where ad_account_id = ${client.accountId} order by id`;
  const key = (date: string, campaign: string | null) => `${date} ${campaign ?? ""}`;
  const text = (changes: object) =>
    JSON.stringify(
      Object.entries(changes)
        .map(([name, { from, to }]) => [name, from, to])
        .sort(),
    );
  const found = Map.groupBy(stored, ({ date, campaign_id }) => key(date, campaign_id));
  const expected = Map.groupBy(ledger.restatements, ({ date, campaignId }) => key(date, campaignId));
  for (const day of new Set([...found.keys(), ...expected.keys()])) {
    const [is, should] = [found.get(day) ?? [], expected.get(day) ?? []];
    const [isText, shouldText] = [is, should].map((list) =>
      list.map(({ changes }) => text(changes)).join(" "),
    );
    if (isText === shouldText) continue;
    violate({
      rule: "the restatements lead from the first stored value to the stored one",
      client: client.slug,
      day,
      expected: shouldText || "none",
      found: isText || "none",
    });
  }
}

/** What a row was when it was last looked at. */
type Written = Map<string, { readonly written: string; readonly version: number }>;

/** A read that changes nothing writes no fact row: a row whose figures are as before is still the same version of it. */
export class Untouched {
  readonly #seen = new Map<string, Written>();

  check(client: SimulatedClient, rows: readonly StoredRow[], ledger: Ledger): void {
    const before = this.#seen.get(client.slug);
    const now: Written = new Map();
    for (const row of rows) {
      const day = ledger.days.get(row.date);
      const version =
        (row.campaign_id === null ? day?.account : day?.campaigns.get(row.campaign_id))?.version ?? 0;
      const key = `${row.date} ${row.campaign_id ?? ""}`;
      const last = before?.get(key);
      if (last && last.version === version && last.written !== row.written) {
        violate({
          rule: "a read that changes nothing writes no fact row",
          client: client.slug,
          day: key,
          expected: `as written by transaction ${last.written}`,
          found: `written again by ${row.written}`,
        });
      }
      now.set(key, { written: row.written, version });
    }
    this.#seen.set(client.slug, now);
  }
}
