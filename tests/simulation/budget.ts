import type { Answer } from "@/tests/simulation/answers";
import { violate } from "@/tests/simulation/violation";

/** Of one account, in any 60 minutes, whatever goes wrong (graph-api.md §6.1: 600 at the lowest tier, less an old score model's burst). */
const mostPerHour = 240;
/** In flight at once (graph-api.md §6.3). */
const mostOfApp = 4;
const hour = 3_600_000;

/** One call at a time of an account, four of the app, and not too many in an hour. `nameOf` names the client of an account. */
export function checkBudget(
  answers: readonly Answer[],
  nameOf: (account: string) => string,
  options: { readonly app: boolean },
): void {
  const calls = answers.filter(({ process, sentAt }) => !isStale(process, sentAt));
  const byAccount = Map.groupBy(calls, ({ account }) => account);
  for (const [account, own] of byAccount) {
    if (account === null) continue;
    for (const [index, call] of own.entries()) {
      const before = own[index - 1];
      if (before && before.endedAt > call.sentAt && before.process.alive) {
        violate({
          rule: "one call in flight per account",
          client: nameOf(account),
          day: null,
          expected: `none while ${before.process.name} asks until ${at(before.endedAt)}`,
          found: `${call.process.name} asks at ${at(call.sentAt)}`,
        });
      }
      const earlier = own[index - mostPerHour];
      if (earlier && earlier.sentAt > call.sentAt - hour) {
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
  if (!options.app) return;
  for (const call of calls) {
    const inFlight = calls.filter(
      (other) => other.sentAt <= call.sentAt && other.endedAt > call.sentAt && other.process.alive,
    );
    if (inFlight.length > mostOfApp) {
      violate({
        rule: "four calls in flight per app",
        client: null,
        day: null,
        expected: `at most ${mostOfApp}`,
        found: `${inFlight.length} at ${at(call.sentAt)}: ${inFlight.map(({ process }) => process.name).join(", ")}`,
      });
    }
  }
}

/** A process that comes out of a long stall cannot know that its time is over until it has asked: its one call is forgiven. */
function isStale(process: Answer["process"], sentAt: number): boolean {
  return process.wokeAt !== null && sentAt >= process.wokeAt && sentAt < process.wokeAt + 120_000;
}

function at(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : "for ever";
}
