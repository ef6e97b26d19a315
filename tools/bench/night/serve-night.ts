import { nightWorld } from "@/tools/bench/night/night-world";
import type { Deviation } from "@/tools/simulator/faults";
import { startSimulator } from "@/tools/simulator/start";

/** The simulator in a process of its own: `serve-night.ts ACCOUNTS ZONE LATENCY_MS FAULTS_PER_100`. Says its address, then on `calls` what it was asked. */
const [accounts, zone, latencyMs, faultsPer100] = process.argv.slice(2);

/** What goes wrong at random, one as often as the other. */
const faults: readonly Deviation[] = [
  { kind: "http", status: 502, body: "<html>Bad Gateway</html>" },
  { kind: "reset" },
  { kind: "error", code: 1 },
];

const simulator = await startSimulator({ world: nightWorld(Number(accounts), zone ?? "UTC"), seed: 7 });
// First in the list: a faulty answer takes its time, too.
simulator.faults.add({ when: {}, does: { kind: "latency", ms: Number(latencyMs) } });
for (const does of faults) {
  simulator.faults.add({ when: { probability: Number(faultsPer100) / 100 / faults.length }, does });
}

process.on("message", (message) => {
  if (message === "calls") process.send?.(summary());
  if (message === "forget") simulator.forgetCalls();
});
process.on("disconnect", () => process.exit(0));
process.send?.({ url: simulator.url });

function summary() {
  const perMinute = new Map<string, number>();
  for (const { path, at } of simulator.calls) {
    const account = path.match(/act_\d+/)?.[0];
    if (!account) continue;
    const minute = `${account} ${at.slice(0, 16)}`;
    perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
  }
  const kinds: Record<string, number> = {};
  for (const { path, query } of simulator.calls) {
    const kind = `${path.replace(/act_\d+/, "act")} ${query.level ?? ""} ${query.breakdowns ?? ""}`.trim();
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return {
    calls: simulator.calls.length,
    faulty: simulator.calls.filter(({ faults: met }) => met.length > 1).length,
    mostPerMinute: Math.max(0, ...perMinute.values()),
    kinds,
  };
}
