import { Temporal } from "temporal-polyfill";
import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { runCollection } from "@/lib/collect/run/run-collection";
import type { RunResult } from "@/lib/collect/run/run-result";
import type { Database } from "@/lib/db/database";
import { conversionsSettleAfter } from "@/lib/facts/day-state";
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
  const clock = () => before;
  const clients = [deadToken.slug];
  await setClock(controlUrl, before);
  await work();
  await collect(db, { clients, since, clock, onWindow: () => {} });
  await readPeriods(db, { clients, clock });
  await setClock(controlUrl, null);
}

/** Lets the real collector read fourteen months of every client, four accounts at a time, as on any night. */
export async function collectHistory(db: Database, { since, voice }: History): Promise<RunResult> {
  let done = 0;
  const expected = cast.length * windowsSince(since);
  const count = (windows: number) =>
    voice.count("collecting fourteen months of sixteen clients", windows, expected);
  const clock = () => Temporal.Now.instant();
  const clients = cast.map(({ slug }) => slug);
  const result = await collect(db, {
    clients,
    since,
    clock,
    onWindow: () => {
      done += 1;
      count(Math.min(done, expected - 1));
    },
  });
  count(expected);
  voice.step("asking for reach, who and where");
  await readPeriods(db, { clients, clock });
  return result;
}

/**
 * A pass as every morning has one, for the running month and the two before; older months come with the worker's first morning. Then the days of the
 * ended month that were not settled are read once more, as the next morning would: only days read after Meta's total of their month are held
 * against it (lib/checks/month-total-differs.ts). Not of a client that just was refused.
 */
async function readPeriods(
  db: Database,
  { clients, clock }: { readonly clients: readonly string[]; readonly clock: () => Temporal.Instant },
): Promise<void> {
  const { accounts } = await runCollection(
    { ...collectorFromEnv(db, { clock }), olderMonths: 1 },
    { selection: { clients }, by: { trigger: "cli", requestedBy: "demo" } },
  );
  const read = accounts.filter(({ state }) => state === "done").map(({ client }) => client);
  const today = clock().toZonedDateTimeISO("UTC").toPlainDate();
  const since = today.subtract({ days: conversionsSettleAfter + 1 });
  const until = today.with({ day: 1 }).subtract({ days: 1 });
  if (read.length === 0 || Temporal.PlainDate.compare(since, until) > 0) return;
  await collect(db, {
    clients: read,
    since: since.toString(),
    until: until.toString(),
    clock,
    onWindow: () => {},
  });
}

function collect(
  db: Database,
  of: {
    clients: readonly string[];
    since: string;
    until?: string;
    clock: () => Temporal.Instant;
    onWindow: () => void;
  },
): Promise<RunResult> {
  return runCollection(collectorFromEnv(db, { clock: of.clock }), {
    selection: {
      clients: of.clients,
      since: parseCalendarDay(of.since),
      ...(of.until ? { until: parseCalendarDay(of.until) } : {}),
    },
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
