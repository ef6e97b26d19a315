import { Decimal } from "decimal.js";
import type { Answer } from "@/tests/simulation/answers";
import type { SimulatedClient, Sql } from "@/tests/simulation/cast";
import { violate } from "@/tests/simulation/violation";

/** A period's reach is what Meta answered for exactly that period in one question: never a sum (R8, incident 14). */
export async function checkReach(
  sql: Sql,
  client: SimulatedClient,
  answers: readonly Answer[],
  since: number,
): Promise<void> {
  const stored = await sql<{ since: string; until: string; reach: string; observed_at: Date }[]>`
    select since::text, until::text, reach::text, observed_at from period_reach
    where ad_account_id = ${client.accountId} and reach is not null and observed_at >= ${new Date(since)}`;
  for (const period of stored) {
    const answer = answers.findLast(
      ({ account, query, body, endedAt }) =>
        account === client.externalId &&
        endedAt <= period.observed_at.getTime() &&
        Array.isArray(body?.data) &&
        // Not the empty page that a last page may lead to.
        query.get("after") === null &&
        query.get("fields")?.split(",").includes("reach") === true &&
        query.get("time_increment") === "all_days" &&
        query.get("time_range") === JSON.stringify({ since: period.since, until: period.until }),
    );
    const [row] = (answer?.body?.data ?? []) as { reach?: string }[];
    if (answer && new Decimal(row?.reach ?? 0).eq(period.reach)) continue;
    violate({
      rule: "the reach of a period is what Meta answered for exactly that period",
      client: client.slug,
      day: `${period.since} to ${period.until}`,
      expected: answer ? `reach ${row?.reach ?? 0}` : "one question for the whole period",
      found: `reach ${period.reach}`,
    });
  }
}
