import type { ClientEntry } from "@/lib/clients/clients-file";
import { sameZone } from "@/lib/clients/find-import-conflicts";
import type { KnownClient } from "@/lib/clients/read-known-clients";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import type { AccountNode } from "@/lib/graph/read/account-node";
import type { MetaAccountId } from "@/lib/values/ids";

/** Asks Meta for one ad account. */
export type ReadAccount = (id: MetaAccountId) => Promise<FetchOutcome<AccountNode>>;

/** What is stored of an account: Meta's words where it could be asked, else what was stored before. */
export interface AccountFacts {
  readonly currency: string;
  readonly timeZone: string;
  readonly name: string | null;
  readonly status: number | null;
}

export type MetaAnswer =
  | { readonly kind: "agreed"; readonly facts: AccountFacts; readonly note?: string }
  | { readonly kind: "problem"; readonly sentence: string };

/**
 * Compares one entry with Meta. Meta's currency and zone are the ones that are stored; where file, database and Meta disagree the
 * difference is named. An account that is already stored may be imported again while Meta refuses us: nothing new is claimed then.
 */
export async function askMetaAboutAccount(
  entry: ClientEntry,
  stored: KnownClient | undefined,
  readAccount: ReadAccount,
): Promise<MetaAnswer> {
  const { account } = entry;
  const outcome = await readAccount(account.external_id as MetaAccountId);
  if (outcome.kind === "error") {
    const refusal = `Meta did not answer for ad account ${account.external_id}: ${outcome.error.message}`;
    if (stored?.currency && stored.timeZone) {
      return {
        kind: "agreed",
        facts: { currency: stored.currency, timeZone: stored.timeZone, name: null, status: null },
        note: `Client ${entry.slug}: currency and time zone were not checked again. ${refusal}`,
      };
    }
    return { kind: "problem", sentence: `Client ${entry.slug}: ${refusal}` };
  }
  const meta = outcome.value;
  const differences = [
    ...differ("currency", account.currency, stored?.currency, meta.currency, (a, b) => a === b),
    ...differ("time zone", account.time_zone, stored?.timeZone, meta.timezone_name, sameZone),
  ];
  if (differences.length > 0) {
    return { kind: "problem", sentence: `Client ${entry.slug}: ${differences.join("; ")}.` };
  }
  return {
    kind: "agreed",
    facts: {
      currency: meta.currency,
      timeZone: stored?.timeZone ?? meta.timezone_name,
      name: meta.name ?? null,
      status: meta.account_status,
    },
  };
}

function differ(
  what: string,
  inFile: string | undefined,
  stored: string | null | undefined,
  atMeta: string,
  same: (a: string, b: string) => boolean,
): string[] {
  if (inFile && !same(inFile, atMeta)) return [`the file says ${what} ${inFile}, Meta says ${atMeta}`];
  if (stored && !same(stored, atMeta)) return [`the stored ${what} is ${stored}, Meta now says ${atMeta}`];
  return [];
}
