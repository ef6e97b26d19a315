import { performance } from "node:perf_hooks";
import type postgres from "postgres";
import { claimWindow } from "@/lib/collect/window/claim-window";
import { replaceWindow, type WindowRows } from "@/lib/collect/window/replace-window";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { systemClock } from "@/lib/values/clock";
import { makeWindow } from "@/lib/values/window";
import { copyText, copyWindow, createCopyTables, drizzleUpserts } from "@/tools/bench/ingest/anchors";
import { type BenchDatabase, openBenchDatabase } from "@/tools/bench/ingest/bench-database";
import { windowRows } from "@/tools/bench/ingest/window-rows";
import type { Ratio } from "@/tools/bench/ratio";

const accounts = 40;
const campaigns = 40;
const window = makeWindow(parseCalendarDay("2026-09-27"), parseCalendarDay("2026-10-31"));

/** P1 and P2: the collector's own write path against plain `COPY` of the same rows and against drizzle's multi-row upsert. */
export async function benchIngest(): Promise<Ratio[]> {
  const bench = await openBenchDatabase(accounts);
  try {
    await createCopyTables(bench.owner);
    await warmUp(bench);
    const first = { ratios: [] as number[], wal: 0 };
    for (const [index] of bench.accounts.entries()) {
      const rows = windowRows(window, campaigns, index);
      const text = copyText(rows, accountAt(bench, index));
      const [copy, ours] = await inTurns(
        index,
        () => timed(() => copyWindow(bench.owner, text)),
        async () => {
          const before = await walBytes(bench.owner);
          const seconds = await write(bench, index, rows);
          first.wal += (await walBytes(bench.owner)) - before;
          return seconds;
        },
      );
      first.ratios.push(copy / ours);
    }
    const unchanged = await again(bench, 0);
    const changed = await again(bench, 5);
    return [
      {
        goal: "P1",
        what: "write path with raw, events, control sum",
        against: "plain COPY, facts and raw",
        ratio: median(first.ratios),
        reach: 0.7,
        better: "higher",
      },
      {
        goal: "P2",
        what: "re-read, 0 % changed",
        against: "drizzle multi-row upsert",
        ratio: median(unchanged.ratios),
        reach: 15,
        better: "higher",
      },
      {
        goal: "P2",
        what: "re-read, 5 % changed",
        against: "drizzle multi-row upsert",
        ratio: median(changed.ratios),
        reach: 10,
        better: "higher",
      },
      {
        goal: "P2",
        what: "WAL of an unchanged re-read",
        against: "WAL of the first insert",
        ratio: unchanged.wal / first.wal,
        reach: 0.005,
        better: "lower",
      },
    ];
  } finally {
    await bench.close();
  }
}

/** Plans, caches and compiled code are everybody's; the first windows pay for them, read once and read again with changes. */
async function warmUp(bench: BenchDatabase): Promise<void> {
  const earlier = makeWindow(parseCalendarDay("2026-01-01"), parseCalendarDay("2026-02-04"));
  for (let round = 0; round < 12; round++) {
    const rows = windowRows(earlier, campaigns, round);
    await copyWindow(bench.owner, copyText(rows, accountAt(bench, round)));
    await write(bench, round, rows, earlier);
    await write(bench, round, windowRows(earlier, campaigns, round, 5), earlier);
  }
}

/** Writes every window again with so many per cent of its rows changed: by ours and by drizzle in turns, each in its own tables. */
async function again(bench: BenchDatabase, per100: number): Promise<{ ratios: number[]; wal: number }> {
  const upserts = drizzleUpserts(bench.url);
  const measured = { ratios: [] as number[], wal: 0 };
  const [attempt] = await bench.owner<
    { id: string }[]
  >`select id from collection_attempts where state = 'ok' limit 1`;
  for (const [index] of bench.accounts.entries()) {
    const rows = windowRows(window, campaigns, index, per100);
    const [drizzle, ours] = await inTurns(
      index,
      () => timed(() => upserts.write(rows, accountAt(bench, index), attempt?.id ?? "")),
      async () => {
        const before = await walBytes(bench.owner);
        const seconds = await write(bench, index, rows);
        measured.wal += (await walBytes(bench.owner)) - before;
        return seconds;
      },
    );
    measured.ratios.push(drizzle / ours);
  }
  await upserts.close();
  return measured;
}

/** Both of a pair, now this one first and now that one: whatever slows the machine for a moment meets both alike. */
async function inTurns<T>(
  index: number,
  one: () => Promise<T>,
  other: () => Promise<T>,
): Promise<readonly [T, T]> {
  if (index % 2 === 0) return [await one(), await other()];
  const second = await other();
  return [await one(), second];
}

/** The middle of paired ratios: one window that met a checkpoint decides nothing. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** One window through the collector's write path; the claim is taken before the clock runs. Seconds. */
async function write(bench: BenchDatabase, index: number, rows: WindowRows, of = window): Promise<number> {
  const account = accountAt(bench, index);
  const want = {
    runId: bench.runId,
    account,
    window: of,
    holder: "00000000-0000-4000-8000-000000000000",
    apiVersion: "v26.0",
  };
  const claim = await bench.db.asCollector((tx) => claimWindow(tx, want, { clock: systemClock }));
  if (!claim) throw new Error("The account is taken.");
  return timed(() => bench.db.asCollectorBulk((tx) => replaceWindow(tx, claim, rows, systemClock())));
}

function accountAt(bench: BenchDatabase, index: number) {
  const account = bench.accounts[index];
  if (!account) throw new Error(`There is no account ${index}.`);
  return account;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

async function walBytes(owner: postgres.Sql): Promise<number> {
  const [row] = await owner<
    { bytes: string }[]
  >`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text as bytes`;
  return Number(row?.bytes);
}
