import { expect, test } from "vitest";
import { whyNoMoney } from "@/app/(staff)/(home)/no-money";
import type { CheckKey } from "@/lib/checks/catalogue";
import type { Need } from "@/lib/today/needs";
import type { PortfolioRow } from "@/lib/today/read-portfolio";

const need = (check: CheckKey, ...clients: string[]) =>
  ({ alerts: [{ check }], clients: clients.map((clientId) => ({ clientId })) }) as unknown as Need;
const row = (clientId: string, kind: PortfolioRow["data"]["kind"]) =>
  ({ clientId, data: { kind } }) as unknown as PortfolioRow;

test.each<[string, Need, PortfolioRow[] | null, ReturnType<typeof whyNoMoney>]>([
  [
    "a dead token whose clients miss no day",
    need("token_invalid", "a", "b"),
    [row("a", "complete"), row("b", "no_delivery")],
    "noDay",
  ],
  [
    "one of them misses days and has no usual spend",
    need("token_invalid", "a", "b"),
    [row("a", "complete"), row("b", "missing")],
    "unknown",
  ],
  ["its newest day is late", need("token_invalid", "a"), [row("a", "late")], "unknown"],
  ["nothing was ever due", need("no_access", "a"), [row("a", "not_due")], "unknown"],
  ["missing days without a usual spend", need("days_missing", "a"), [row("a", "missing")], "unknown"],
  ["the rows could not be read", need("token_invalid", "a"), null, "unknown"],
  ["a client that has no row", need("token_invalid", "a", "b"), [row("a", "complete")], "unknown"],
  ["a KPI that fell", need("kpi_fell", "a"), [row("a", "complete")], "notMoney"],
  ["a collection that nobody calls", need("not_called"), [row("a", "complete")], "notMoney"],
])("%s", (_case, of, rows, why) => {
  expect(whyNoMoney(of, rows)).toBe(why);
});
