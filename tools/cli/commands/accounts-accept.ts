import { acceptAccountChange } from "@/lib/clients/accept-account-change";
import { operator } from "@/tools/cli/operator";
import type { CliOutcome } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/** Accepts the currency or time zone that Meta reports for a client's ad account, which stops its collection until then. */
export async function accountsAccept(slug: string): Promise<CliOutcome> {
  const outcome = await withDatabase((db) => acceptAccountChange(db, operator(), slug));
  switch (outcome.kind) {
    case "unknown_client":
      return refused(slug, outcome.kind, `There is no client "${slug}" with an ad account.`);
    case "nothing_to_accept":
      return refused(
        slug,
        outcome.kind,
        `Meta reports no other currency or time zone for ${slug}; nothing was changed.`,
      );
    case "accepted": {
      const { currency, time_zone: zone } = outcome.changes;
      const said = [
        ...(currency ? [`currency ${currency.from} is now ${currency.to}`] : []),
        ...(zone ? [`time zone ${zone.from} is now ${zone.to}`] : []),
      ];
      return {
        ok: true,
        answer: { client: slug, outcome: outcome.kind, changes: outcome.changes },
        text: `Accepted for ${slug}: ${said.join(", ")}. Days stored before keep what they were collected in; the next pass collects again.`,
      };
    }
  }
}

function refused(client: string, outcome: string, text: string): CliOutcome {
  return { ok: false, answer: { client, outcome, error: text }, text };
}
