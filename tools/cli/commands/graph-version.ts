import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { compareVersions, type VersionComparison } from "@/lib/collect/compare-versions";
import { WrongSelection } from "@/lib/collect/plan/plan-by-hand";
import { newestVersion, versionEnd } from "@/lib/graph/read/version-calendar";
import { requireEnv } from "@/lib/ops/env";
import { dayIn } from "@/lib/values/calendar-day";
import { systemClock } from "@/lib/values/clock";
import { slugArgument } from "@/tools/cli/arguments";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/**
 * Compares a settled week of every account, or of one client's, in the configured version and in another one, before rolling (graph-api.md
 * §1.4). Exit 1 unless every account was read and is equal.
 */
export async function graphVersionCheck(options: { version?: string; client?: string }): Promise<CliOutcome> {
  const from = requireEnv("META_GRAPH_VERSION");
  const to = versionArgument(options.version, from);
  const client = options.client === undefined ? undefined : slugArgument(options.client);
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once("SIGINT", onInterrupt);
  try {
    const accounts = await withDatabase((db) =>
      compareVersions(collectorFromEnv(db), collectorFromEnv(db, { version: to }), {
        client,
        signal: stop.signal,
      }),
    );
    const ok = accounts.length > 0 && accounts.every(({ state }) => state === "equal");
    return { ok, answer: { from, to, accounts }, text: textOf(from, to, accounts) };
  } catch (error) {
    if (error instanceof WrongSelection) throw new WrongUsage(error.message);
    throw error;
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}

function versionArgument(text: string | undefined, configured: string): string {
  const version = text ?? newestVersion();
  if (!/^v\d{1,3}\.\d{1,2}$/.test(version))
    throw new WrongUsage(`--version: "${version}" is not a version of the Graph API; write it as v26.0.`);
  if (version === configured)
    throw new WrongUsage(`${version} is the configured version; name another one with --version.`);
  return version;
}

function textOf(from: string, to: string, accounts: readonly VersionComparison[]): string {
  if (accounts.length === 0) return "There is no ad account to compare.";
  const count = (state: VersionComparison["state"]) =>
    accounts.filter((account) => account.state === state).length;
  const end = versionEnd(from, dayIn("UTC", systemClock()));
  return [
    `${from} and ${to}: ${count("equal")} of ${accounts.length} accounts equal, ${count("differs")} different, ${count("not_read")} not read.`,
    ...(end ? [`Meta answers ${from} only until ${end.endsOn}.`] : []),
    ...accounts.flatMap(({ client, account, window, state, differences, error }) => {
      const days = `${window.since} to ${window.until}`;
      if (state === "equal") return [];
      if (state === "not_read") return [`- ${client} (${account}) not read: ${error}`];
      return [`- ${client} (${account}), ${days}:`, ...tableOf(from, to, differences)];
    }),
  ].join("\n");
}

function tableOf(from: string, to: string, differences: VersionComparison["differences"]): string[] {
  const rows = [
    ["day", "metric", from, to],
    ...differences.map((one) => [one.date, one.metric, one.from ?? "not measured", one.to ?? "not measured"]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `    ${row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ")}`.trimEnd(),
  );
}
