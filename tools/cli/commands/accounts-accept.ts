import { acceptAccountChange } from "@/lib/clients/accept-account-change";
import { slugArgument } from "@/tools/cli/arguments";
import { operator } from "@/tools/cli/operator";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/** Accepts the currency or time zone that Meta reports for a client's ad account, which stops its collection until then. */
export async function accountsAccept(named: string): Promise<CliOutcome> {
  const slug = slugArgument(named);
  const outcome = await withDatabase((db) => acceptAccountChange(db, operator(), slug));
  switch (outcome.kind) {
    case "unknown_client":
      throw new WrongUsage(`There is no client ${slug} with an ad account.`);
    case "nothing_to_accept": {
      const text = `Meta reports no other currency or time zone for ${slug}; nothing was changed.`;
      return { ok: false, answer: { client: slug, outcome: outcome.kind, error: text }, text };
    }
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
