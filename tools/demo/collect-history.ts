import { Temporal } from "temporal-polyfill";
import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { runCollection } from "@/lib/collect/run/run-collection";
import type { RunResult } from "@/lib/collect/run/run-result";
import type { Database } from "@/lib/db/database";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import type { Voice } from "@/tools/demo/say";
import { cast } from "@/tools/simulator/worlds/cast";

/** Eight days before the demo was first started, Klinika Fala's token died; what came before was read in time. */
export const deadToken = { slug: "klinika-fala", diedHours: 8 * 24 };

export interface History {
  /** First day that is collected, of every client in its own zone. */
  readonly since: string;
  readonly anchor: Temporal.Instant;
  readonly controlUrl: string;
  readonly voice: Voice;
}

/** Does `work` in the days when every token still lived, an hour before Klinika Fala's died, and lets the clock go on afterwards. */
export async function whileTokensLive(
  { since, anchor, controlUrl }: History,
  db: Database,
  work: () => Promise<void>,
): Promise<void> {
  const before = anchor.subtract({ hours: deadToken.diedHours + 1 });
  await setClock(controlUrl, before);
  await work();
  await collect(db, { clients: [deadToken.slug], since, clock: () => before, onWindow: () => {} });
  await setClock(controlUrl, null);
}

/** Lets the real collector read fourteen months of every client, four accounts at a time, as on any night. */
export async function collectHistory(db: Database, { since, voice }: History): Promise<RunResult> {
  let done = 0;
  const expected = cast.length * windowsSince(since);
  const count = (windows: number) =>
    voice.count("collecting fourteen months of sixteen clients", windows, expected);
  const result = await collect(db, {
    clients: cast.map(({ slug }) => slug),
    since,
    clock: () => Temporal.Now.instant(),
    onWindow: () => {
      done += 1;
      count(Math.min(done, expected - 1));
    },
  });
  count(expected);
  voice.step("asking for reach, who and where");
  await runPass(db);
  return result;
}

/** A pass as every morning has one, for the two months that the demo shows; older months come with the worker's first pass. */
async function runPass(db: Database): Promise<void> {
  await runCollection(
    { ...collectorFromEnv(db), olderMonths: 0 },
    {
      selection: { clients: cast.map(({ slug }) => slug) },
      by: { trigger: "cli", requestedBy: "demo" },
    },
  );
}

function collect(
  db: Database,
  of: {
    clients: readonly string[];
    since: string;
    clock: () => Temporal.Instant;
    onWindow: () => void;
  },
): Promise<RunResult> {
  return runCollection(collectorFromEnv(db, { clock: of.clock }), {
    selection: { clients: of.clients, since: parseCalendarDay(of.since) },
    by: { trigger: "cli", requestedBy: "demo" },
    onProgress: () => of.onWindow(),
  });
}

function windowsSince(since: string): number {
  const days = Temporal.PlainDate.from(since).until(Temporal.Now.plainDateISO(), { largestUnit: "day" }).days;
  return Math.ceil(days / 31);
}

async function setClock(controlUrl: string, now: Temporal.Instant | null): Promise<void> {
  const answer = await fetch(`${controlUrl}/clock`, {
    method: "PUT",
    body: JSON.stringify({ now: now?.toString() ?? null }),
  });
  if (!answer.ok) throw new Error(`The simulator did not take the clock: ${await answer.text()}`);
}
