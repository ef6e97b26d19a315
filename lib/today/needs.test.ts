import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { Alert } from "@/lib/alerts/alert";
import { needsOf } from "@/lib/today/needs";
import type { DecimalText } from "@/lib/values/decimal";
import type { ClientId } from "@/lib/values/ids";

let next = 0;
const alert = (fields: Partial<Alert>): Alert => ({
  id: ++next,
  clientId: "a" as ClientId,
  check: "days_missing",
  subject: "",
  cause: `cause ${next}`,
  severity: "high",
  state: "open",
  message: "",
  evidence: {},
  months: [],
  amount: null,
  currency: null,
  openedAt: Temporal.Instant.from("2026-11-05T04:00:00Z"),
  seenAt: Temporal.Instant.from("2026-11-05T04:00:00Z"),
  acknowledgedAt: null,
  acknowledgedBy: null,
  snoozedUntil: null,
  snoozedUntilDelivery: false,
  resolvedAt: null,
  ...fields,
});
const money = (amount: string, currency = "PLN", kind = "spend") => ({
  ...{ amount: amount as DecimalText, currency },
  evidence: { amount_is: kind },
});
const client = (id: string, currency = "PLN") => ({
  clientId: id,
  name: id.toUpperCase(),
  slug: id,
  currency,
});

test("incident 31: a token that is dead for eleven clients is one need, named once", () => {
  const ids = Array.from({ length: 16 }, (_, index) => `c${index}`);
  const dead = ids.slice(0, 11).map((id) =>
    alert({
      clientId: id as ClientId,
      check: "token_invalid",
      cause: "connection:1",
      severity: "critical",
      ...money("10"),
    }),
  );
  const needs = needsOf(
    dead,
    ids.map((id) => client(id)),
  );
  expect(needs).toHaveLength(1);
  expect(needs[0]?.clients).toHaveLength(11);
  expect(needs[0]?.amounts).toEqual([{ currency: "PLN", amount: "110", kind: "spend" }]);
});

test("by money affected: what stops everybody first, then the home currency, then others, then no amount", () => {
  const needs = needsOf(
    [
      alert({ clientId: "a" as ClientId, ...money("9") }),
      alert({ clientId: "e" as ClientId, ...money("9000", "EUR") }),
      alert({ clientId: "b" as ClientId }),
      alert({ clientId: null, check: "not_called", severity: "critical" }),
      alert({ clientId: "b" as ClientId, ...money("10") }),
    ],
    [client("a"), client("b"), client("e", "EUR")],
  );
  expect(needs.map(({ lead }) => [lead.check, lead.amount])).toEqual([
    ["not_called", null],
    ["days_missing", "10"],
    ["days_missing", "9"],
    ["days_missing", "9000"],
    ["days_missing", null],
  ]);
});

test("R8: amounts of two currencies stay two amounts", () => {
  const [need] = needsOf(
    [
      alert({ clientId: "a" as ClientId, cause: "connection:1", ...money("5") }),
      alert({ clientId: "e" as ClientId, cause: "connection:1", ...money("7", "EUR") }),
    ],
    [client("a"), client("e", "EUR")],
  );
  expect(need?.amounts).toEqual([
    { currency: "PLN", amount: "5", kind: "spend" },
    { currency: "EUR", amount: "7", kind: "spend" },
  ]);
});

test("days that two checks tell of for one cause count once, days of one check add up", () => {
  const own = { clientId: "a" as ClientId, cause: "connection:1" };
  const [need] = needsOf(
    [
      alert({ ...own, check: "token_invalid", ...money("1958.72") }),
      alert({ ...own, check: "data_stale", subject: "2026-11-24", ...money("1000.02") }),
      alert({ ...own, check: "data_stale", subject: "2026-11-25", ...money("958.70") }),
    ],
    [client("a")],
  );
  expect(need?.amounts).toEqual([{ currency: "PLN", amount: "1958.72", kind: "spend" }]);
});

test("an estimate, a difference and spend stay three amounts, and what nothing says of is not shown", () => {
  const of = (id: string) => ({ clientId: id as ClientId, cause: "connection:1" });
  const [need] = needsOf(
    [
      alert({ ...of("a"), check: "token_invalid", ...money("10", "PLN", "estimate") }),
      alert({ ...of("b"), check: "token_invalid", ...money("20", "PLN", "estimate") }),
      alert({ ...of("c"), check: "month_total_differs", ...money("3", "PLN", "difference") }),
      alert({ ...of("d"), check: "campaign_sum_differs", ...money("7") }),
      alert({ ...of("e"), check: "token_invalid", ...money("500"), evidence: {} }),
    ],
    ["a", "b", "c", "d", "e"].map((id) => client(id)),
  );
  expect(need?.amounts).toEqual([
    { currency: "PLN", amount: "7", kind: "spend" },
    { currency: "PLN", amount: "30", kind: "estimate" },
    { currency: "PLN", amount: "3", kind: "difference" },
  ]);
});

test("the gravest alert of a cause gives its words, the oldest its date, and months are counted once per client", () => {
  const [need] = needsOf(
    [
      alert({
        cause: "x",
        months: ["2026-11"] as never,
        openedAt: Temporal.Instant.from("2026-11-01T04:00:00Z"),
      }),
      alert({
        cause: "x",
        severity: "critical",
        check: "token_invalid",
        months: ["2026-10", "2026-11"] as never,
      }),
    ],
    [client("a")],
  );
  expect(need?.lead.check).toBe("token_invalid");
  expect(need?.since.toString()).toBe("2026-11-01T04:00:00Z");
  expect(need?.touches).toEqual([
    { month: "2026-10", reports: 1 },
    { month: "2026-11", reports: 1 },
  ]);
});

test("a need is as old as the first day that is missing, not as the look that found it", () => {
  const days = (...days: string[]) => ({ cause: "connection:1", evidence: { days } });
  const [need] = needsOf(
    [
      alert({ cause: "connection:1", check: "token_invalid" }),
      alert({ ...days("2026-10-30", "2026-10-29"), check: "data_stale" }),
      alert({ ...days("2026-10-27"), check: "days_missing" }),
    ],
    [client("a")],
  );
  expect(need?.firstDay).toBe("2026-10-27");
  // `days` of a month's total is a sum.
  const [other] = needsOf(
    [alert({ check: "month_total_differs", evidence: { days: "12.5" } })],
    [client("a")],
  );
  expect(other?.firstDay).toBeNull();
});

test("what only informs needs nobody, unless it is graver than usual", () => {
  const informs = alert({ check: "yesterday_late", severity: "normal" });
  expect(needsOf([informs], [client("a")])).toEqual([]);
  expect(needsOf([{ ...informs, severity: "high" }], [client("a")])).toHaveLength(1);
});

test("incident 22: an alert of a client that is not shown is no need", () => {
  expect(needsOf([alert({ clientId: "demo" as ClientId })], [client("a")])).toEqual([]);
});
