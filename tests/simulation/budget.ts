import type { Answer } from "@/tests/simulation/answers";
import type { Sql } from "@/tests/simulation/cast";
import { violate } from "@/tests/simulation/violation";

/** Of one account, in any 60 minutes, whatever goes wrong (graph-api.md §6.1: 600 at the lowest tier, less an old score model's burst). */
const mostPerHour = 240;
/** In flight at once (graph-api.md §6.3). */
const mostOfApp = 4;
const minute = 60_000;
/** What a frozen process holds is still its own for so long: leases of 30 s, renewed every 10. Its call is under way even after that; no lease can know. */
const keptWhileFrozenMs = 20_000;
/** Until what one process learned is in the database. */
const toldAfterMs = 3_000;

/** One call at a time of an account, four of the app, and not too many in an hour. `nameOf` names the client of an account. */
export function checkBudget(answers: readonly Answer[], nameOf: (account: string) => string): void {
  const calls = answers.filter((call) => !isStale(call));
  for (const [account, own] of Map.groupBy(calls, (call) => call.account)) {
    if (account === null) continue;
    for (const [index, call] of own.entries()) {
      const before = own[index - 1];
      if (before && endOf(before) > call.sentAt) {
        violate({
          rule: "one call in flight per account",
          client: nameOf(account),
          day: null,
          expected: `none while ${before.process.name} asks until ${at(endOf(before))}`,
          found: `${call.process.name} asks at ${at(call.sentAt)}`,
        });
      }
      const earlier = own[index - mostPerHour];
      if (earlier && earlier.sentAt > call.sentAt - 60 * minute) {
        violate({
          rule: "few calls per account and hour",
          client: nameOf(account),
          day: null,
          expected: `at most ${mostPerHour}`,
          found: `more by ${at(call.sentAt)}`,
        });
      }
    }
  }
  let inFlight: Answer[] = [];
  for (const call of calls) {
    inFlight = [...inFlight.filter((other) => endOf(other) > call.sentAt), call];
    if (inFlight.length <= mostOfApp) continue;
    violate({
      rule: "four calls in flight per app",
      client: null,
      day: null,
      expected: `at most ${mostOfApp}`,
      found: `${inFlight.length} at ${at(call.sentAt)}: ${inFlight.map(({ process }) => process.name).join(", ")}`,
    });
  }
}

/** The codes with which Meta says wait, and whether to one account or to the whole app (graph-api.md §5.3). */
const waitCodes = new Map<unknown, "account" | "app">([
  [17, "account"],
  [613, "account"],
  [80_000, "account"],
  [4, "app"],
]);

/**
 * Nobody asks while Meta said wait: no call of the account, no attempt of any account for a wait of the whole app. At least a minute, or as
 * many as the header says. A process that died or froze before it could tell told nobody.
 */
export async function checkWaits(
  sql: Sql,
  answers: readonly Answer[],
  nameOf: (account: string) => string,
): Promise<void> {
  for (const refused of answers) {
    const error = refused.body?.error as { code?: number } | undefined;
    const whom = waitCodes.get(error?.code);
    if (!whom || refused.account === null || wasLost(refused)) continue;
    const [from, until] = [refused.endedAt + toldAfterMs, refused.endedAt + waitMs(refused)];
    const isMeant = (call: Answer) =>
      call.account === refused.account && call.sentAt > from && call.sentAt < until && !isStale(call);
    const call = whom === "account" ? answers.find(isMeant) : undefined;
    if (call) {
      violate({
        rule: "no call while Meta said wait",
        client: nameOf(refused.account),
        day: null,
        expected: `silence from ${at(refused.endedAt)} to ${at(until)} (error ${error?.code})`,
        found: `${call.process.name} asks at ${at(call.sentAt)}`,
      });
    }
    if (whom === "account") continue;
    const [attempt] = await sql<{ external_id: string; started_at: Date }[]>`
      select external_id, started_at from collection_attempts t join ad_accounts a on a.id = t.ad_account_id
      where started_at > ${new Date(from)} and started_at < ${new Date(until)} order by started_at limit 1`;
    if (!attempt) continue;
    violate({
      rule: "no attempt while Meta told the whole app to wait",
      client: nameOf(attempt.external_id.slice(4)),
      day: null,
      expected: `silence from ${at(refused.endedAt)} to ${at(until)}`,
      found: `an attempt at ${attempt.started_at.toISOString()}`,
    });
  }
}

function waitMs({ headers }: Answer): number {
  const minutes = usageEntries(headers("x-business-use-case-usage")).map((entry) =>
    Number(entry.estimated_time_to_regain_access),
  );
  return Math.max(1, ...minutes.filter(Number.isFinite)) * minute;
}

/** None where the header is nonsense (F45). */
function usageEntries(header: string | null): Record<string, unknown>[] {
  try {
    return Object.values(JSON.parse(header ?? "{}") as Record<string, Record<string, unknown>[]>).flat();
  } catch {
    return [];
  }
}

/** Killed, frozen or cut off from the database before what it heard was written down. */
function wasLost({ process, endedAt }: Answer): boolean {
  const soon = (moment: number | null) => moment !== null && moment <= endedAt + toldAfterMs;
  const isFrozen = process.wokeAt !== null && process.wokeAt >= endedAt;
  const losesDatabase = [...process.fates.values()].some(({ kind }) => kind === "disconnected");
  return soon(process.diedAt) || isFrozen || process.wakesAt > endedAt || losesDatabase;
}

/** A process that comes out of a long stall cannot know that its time is over until it has asked: what is under way is forgiven. */
function isStale({ process, sentAt }: Answer): boolean {
  return process.wokeAt !== null && sentAt >= process.wokeAt && sentAt < process.wokeAt + 2 * minute;
}

/** When a call was over: nobody listens to one whose process is dead, nor to one whose process is frozen and has nothing left to keep. */
function endOf({ sentAt, endedAt, process: { diedAt, frozeAt } }: Answer): number {
  const losesAt =
    frozeAt !== null && frozeAt >= sentAt ? frozeAt + keptWhileFrozenMs : Number.POSITIVE_INFINITY;
  return Math.min(endedAt, diedAt ?? Number.POSITIVE_INFINITY, losesAt);
}

function at(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : "for ever";
}
