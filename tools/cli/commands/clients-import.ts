import { importClients } from "@/lib/clients/import-clients";
import { optionalEnv, requireEnv } from "@/lib/ops/env";
import { jsonFileArgument } from "@/tools/cli/arguments";
import { graphFor } from "@/tools/cli/graph-for";
import { operator } from "@/tools/cli/operator";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/** Imports clients, accounts and mappings from a file of JSON (architecture.md §5). All or nothing, repeatable. */
export async function clientsImport(path: string): Promise<CliOutcome> {
  const json = await jsonFileArgument(path);
  const envToken = optionalEnv("META_ACCESS_TOKEN");
  const outcome = await withDatabase((db) =>
    importClients({
      db,
      actor: operator(),
      json,
      keys: () => requireEnv("ENCRYPTION_KEYS"),
      envToken,
      openReader: (token) => {
        const graph = graphFor(token);
        return (id) => graph.readAccount(id);
      },
    }),
  );
  if (outcome.kind === "malformed") throw new WrongUsage(outcome.problems.join("\n"));
  if (outcome.kind === "disagrees") {
    return {
      ok: false,
      answer: { imported: 0, problems: outcome.problems },
      text: ["Nothing was imported.", ...outcome.problems].join("\n"),
    };
  }
  const { clients, notes } = outcome;
  const count = (kind: string) => clients.filter((client) => client.outcome === kind).length;
  return {
    ok: true,
    answer: { imported: clients.length, clients, notes },
    text: [
      `${count("added")} added, ${count("changed")} changed, ${count("unchanged")} unchanged.`,
      ...notes,
    ].join("\n"),
  };
}
