import type { GraphFetch } from "@/lib/graph/ask/graph-fetch";
import { Decimal } from "@/lib/values/decimal";
import type { CastClient } from "@/tests/integration/cast";
import type { SourceRow } from "@/tools/simulator/world";

/** One answer on its way: what a mutation bends. */
export interface Spoken {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The code of a broken connection; then nothing arrives. */
  broken?: string;
}

/** The rows of both levels, as Meta would answer them. */
export interface Told {
  readonly campaign: readonly SourceRow[];
  readonly account: readonly SourceRow[];
}

const sums = ["spend", "impressions", "clicks", "inline_link_clicks"] as const;
const lists = ["actions", "action_values"] as const;

/** Rows of the campaigns, and their exact sums by day as the account's. */
export function told(client: CastClient, campaign: readonly SourceRow[]): Told {
  const dates = [...new Set(campaign.map((row) => row.date_start))];
  const account = dates.map((date) => {
    const rows = campaign.filter((row) => row.date_start === date);
    const add = (values: readonly (string | undefined)[]) =>
      values.reduce((sum, value) => sum.plus(value ?? 0), new Decimal(0)).toFixed();
    const row: Record<string, unknown> = {
      account_id: client.externalId.slice("act_".length),
      account_currency: client.currency,
      date_start: date,
      date_stop: date,
    };
    for (const field of sums) row[field] = add(rows.map((one) => one[field] as string));
    for (const list of lists) {
      const types = [...new Set(rows.flatMap((one) => (one[list] ?? []).map((item) => item.action_type)))];
      row[list] = types.map((type) => ({
        action_type: type,
        value: add(rows.map((one) => one[list]?.find((item) => item.action_type === type)?.value)),
      }));
    }
    return row as SourceRow;
  });
  return { campaign, account };
}

/** A Meta that answers insights of one account from memory; every answer passes through `bend`, with its place in the reading. */
export function speak(
  tell: () => Told,
  rowsPerPage: number,
  bend: (answer: Spoken, place: { readonly level: "campaign" | "account"; readonly page: number }) => Spoken,
): GraphFetch {
  return async (address) => {
    const url = new URL(address);
    const { since, until } = JSON.parse(url.searchParams.get("time_range") ?? "{}") as Record<string, string>;
    const level = url.searchParams.get("level") === "campaign" ? "campaign" : "account";
    const rows = tell()[level].filter(
      (row) => row.date_start >= String(since) && row.date_stop <= String(until),
    );
    const offset = Number(url.searchParams.get("after") ?? 0);
    const end = offset + rowsPerPage;
    const next = new URL(url);
    next.searchParams.set("after", String(end));
    next.searchParams.delete("appsecret_proof");
    const paging = { cursors: { after: String(end) }, ...(end < rows.length ? { next: next.href } : {}) };
    const plain: Spoken = {
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ data: rows.slice(offset, end), paging }),
    };
    const answer = bend(plain, { level, page: Math.floor(offset / rowsPerPage) + 1 });
    if (answer.broken)
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error("broken"), { code: answer.broken }),
      });
    const headers = new Map(Object.entries(answer.headers));
    return {
      status: answer.status,
      headers: { get: (name) => headers.get(name.toLowerCase()) ?? null },
      text: async () => answer.body,
    };
  };
}
