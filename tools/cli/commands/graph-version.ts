import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { compareVersions, type VersionComparison } from "@/lib/collect/life/compare-versions";
import { apiVersions, versionEnd, versionToTry } from "@/lib/graph/version-calendar";
import { requireEnv } from "@/lib/ops/env";
import { dayIn } from "@/lib/values/calendar-day";
import { systemClock } from "@/lib/values/clock";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/** Compares a settled week of every account in the configured version and in another one, before rolling (graph-api.md §1.4). Exit 1 unless all is equal. */
export async function graphVersionCheck(options: { version?: string }): Promise<CliOutcome> {
  const configured = requireEnv("META_GRAPH_VERSION");
  const candidate = versionArgument(options.version, configured);
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once("SIGINT", onInterrupt);
  try {
    const accounts = await withDatabase((db) =>
      compareVersions(collectorFromEnv(db), collectorFromEnv(db, { version: candidate }), stop.signal),
    );
    const answer = { configured, candidate, ends_on: endOf(configured), accounts };
    const ok = accounts.length > 0 && accounts.every(({ state }) => state === "equal");
    return { ok, answer, text: textOf(configured, candidate, accounts) };
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}

function versionArgument(text: string | undefined, configured: string): string {
  const version = text ?? versionToTry(configured);
  if (version === null)
    throw new WrongUsage("--version: name the version to compare with, for example v26.0.");
  if (!/^v\d{1,3}\.\d{1,2}$/.test(version))
    throw new WrongUsage(`--version: "${version}" is not a version of the Graph API; write it as v26.0.`);
  if (version === configured)
    throw new WrongUsage(`--version: ${version} is the configured version; there is nothing to compare.`);
  return version;
}

function endOf(version: string): string | null {
  return apiVersions.find(({ name }) => name === version)?.endsOn ?? null;
}

function textOf(configured: string, candidate: string, accounts: readonly VersionComparison[]): string {
  if (accounts.length === 0) return "There is no ad account to compare.";
  const count = (state: VersionComparison["state"]) =>
    accounts.filter((account) => account.state === state).length;
  const end = versionEnd(configured, dayIn("UTC", systemClock()));
  return [
    `${configured} and ${candidate}: ${count("equal")} of ${accounts.length} accounts equal, ${count("different")} different, ${count("not_compared")} not compared.`,
    ...(end ? [`Meta answers ${configured} only until ${end.endsOn}.`] : []),
    ...accounts.flatMap(({ client, account, window, state, reason, differences }) => {
      const days = `${window.since} to ${window.until}`;
      if (state === "equal") return [];
      if (state === "not_compared") return [`- ${client} (${account}) not compared: ${reason}`];
      return [`- ${client} (${account}), ${days}:`, ...tableOf(configured, candidate, differences)];
    }),
  ].join("\n");
}

function tableOf(
  configured: string,
  candidate: string,
  differences: VersionComparison["differences"],
): string[] {
  const rows = [
    ["day", "metric", configured, candidate],
    ...differences.map((one) => [
      one.date,
      one.metric,
      one.configured ?? "not measured",
      one.candidate ?? "not measured",
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `    ${row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ")}`.trimEnd(),
  );
}
