import { Temporal } from "temporal-polyfill";
import { aggregate, type Level } from "@/tools/simulator/aggregate";
import type { Account, SourceRow, World } from "@/tools/simulator/world";
import { cast } from "@/tools/simulator/worlds/cast";
import { latarniaWorld } from "@/tools/simulator/worlds/latarnia";

/** Friday 6 November 2026, 08:00 in Warsaw: the morning of the pictures. */
export const anchor = Temporal.Instant.from("2026-11-06T07:00:00Z");

export function world(seed = 1): World {
  return latarniaWorld({ seed, anchor });
}

/** The account of a client by its slug. */
export function accountOf(slug: string, from: World = world()): Account {
  const id = cast.find((member) => member.slug === slug)?.accountId;
  const account = from.accounts.find((candidate) => candidate.id === id);
  if (!account) throw new Error(`There is no client "${slug}".`);
  return account;
}

/** What the account answers by day at that level when asked at `at`. */
export function daily(
  account: Account,
  level: Level,
  [since, until]: readonly [string, string],
  at: Temporal.Instant = anchor,
): SourceRow[] {
  const perDay = (row: SourceRow) => [row.date_start, row.date_stop] as const;
  const own = level === "account" ? account.source.accountRows?.(since, until, at) : undefined;
  return aggregate(own ?? account.source.rows(since, until, at), level, perDay);
}

/** The value of one action type in a row, 0 where it is absent. */
export function actionOf(
  row: SourceRow,
  type: string,
  list: "actions" | "action_values" = "actions",
): number {
  return Number(row[list]?.find(({ action_type }) => action_type === type)?.value ?? 0);
}

export const october = ["2026-10-01", "2026-10-31"] as const;
