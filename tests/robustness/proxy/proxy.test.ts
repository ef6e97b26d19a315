import { afterEach, expect, test } from "vitest";
import type { GraphNote } from "@/lib/graph/errors/graph-note";
import type { GraphClientOptions } from "@/lib/graph/graph-client";
import { days, type Night, startNight } from "@/tests/integration/collect/night";
import { type ChaosProxy, startChaosProxy } from "@/tests/robustness/proxy/chaos-proxy";
import { clientNumber, truthOf } from "@/tests/robustness/support/clients";
import { ordeal, patience, report } from "@/tests/robustness/support/ordeal";
import { wrongStored } from "@/tests/robustness/support/stored";

const { count, random, replay } = ordeal("proxy", 100);
const timeoutMs = 400;
/** A timer may be late by that much on a machine that is busy with other things. */
const graceMs = 1_000;
const accounts = 10;
const perRound = 3;

let night: Night;
let proxy: ChaosProxy;
afterEach(async () => {
  await proxy?.close();
  await night?.close();
});

test(
  `F20 ${count} windows through a proxy that drops, delays, truncates and resets connections: every figure is right in the end, nothing hangs beyond its time-out`,
  async () => {
    const since = "2026-08-01";
    const cast = Array.from({ length: accounts }, (_, index) => {
      const client = clientNumber(index, { collectFrom: since });
      return { client, rows: truthOf(client, { since, until: "2026-11-07", campaigns: 6 }) };
    });
    const calls: Extract<GraphNote, { kind: "call" }>[] = [];
    const graph: { -readonly [Key in keyof GraphClientOptions]?: GraphClientOptions[Key] } = {
      pageLimit: 12,
      readTimeoutMs: timeoutMs,
      connectTimeoutMs: timeoutMs,
      onNote: (note) => {
        if (note.kind === "call") calls.push(note);
      },
    };
    night = await startNight(cast, { at: "2026-11-08T06:00:00Z", graph });
    proxy = await startChaosProxy(Number(new URL(night.simulator.url).port), 0.4, random);
    graph.baseUrl = proxy.url;
    const all = days(since, "2026-11-07");
    let windows = 0;
    let rounds = 0;
    for (let from = 0; windows < count; from = (from + perRound) % (all.length - perRound)) {
      const [first, last] = [all[from], all[from + perRound - 1]];
      if (!first || !last) throw new Error("unreachable: a round lies within the days");
      for (let tries = 1; ; tries += 1) {
        rounds += 1;
        expect(tries, `days ${first} to ${last} never came. ${replay}`).toBeLessThan(12);
        const result = await night.collect({ since: first, until: last }, { patienceMs: 0 });
        // Whatever failed has a name, and a broken connection is never taken for anything else.
        for (const { state, error, reason } of result.accounts)
          if (state === "failed")
            expect({ reason, class: error?.class }, replay).toEqual({
              reason: "meta_unavailable",
              class: "RETRY",
            });
        expect(await night.sql`select 1 from daily_kpi_data where not reconciled`, replay).toHaveLength(0);
        if (result.done === accounts) break;
        await night.sql`update ad_accounts set failures = 0, opened_until = null, blocked_until = null`;
        await night.sql`update graph_apps set failures = 0, opened_until = null, blocked_until = null`;
      }
      windows += accounts;
      for (const { client, rows } of cast)
        expect(
          await wrongStored(night.sql, client.externalId, rows, { since: first, until: last }),
          replay,
        ).toEqual([]);
    }
    const longest = Math.max(...calls.map(({ ms }) => ms));
    const failed = calls.filter(({ outcome }) => outcome !== "ok").length;
    report("proxy", {
      windows,
      rounds,
      calls: calls.length,
      "calls that failed": failed,
      "longest call, ms": longest,
      ...proxy.drawn,
    });
    expect(failed).toBeGreaterThan(calls.length / 20);
    expect(longest, replay).toBeLessThan(timeoutMs + graceMs);
  },
  patience(1_200_000),
);
