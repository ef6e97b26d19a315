import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { recordAudit } from "@/lib/auth/record-audit";
import {
  type AccountFacts,
  askMetaAboutAccount,
  type ReadAccount,
} from "@/lib/clients/ask-meta-about-accounts";
import { type ClientsFile, readClientsFile } from "@/lib/clients/clients-file";
import {
  type ChosenConnection,
  chooseConnection,
  findImportConflicts,
} from "@/lib/clients/find-import-conflicts";
import { readConnectionToken } from "@/lib/clients/read-connection-token";
import { type Known, readKnownClients } from "@/lib/clients/read-known-clients";
import { saveAgency } from "@/lib/clients/save-agency";
import { type SavedClient, saveClient } from "@/lib/clients/save-client";
import type { Actor, Database } from "@/lib/db/database";
import { agency } from "@/lib/db/schema/people";
import type { Keyring } from "@/lib/ops/token-vault";

export type ImportOutcome =
  | { readonly kind: "imported"; readonly clients: SavedClient[]; readonly notes: string[] }
  /** The file itself is wrong. */
  | { readonly kind: "malformed"; readonly problems: string[] }
  /** The file contradicts what is stored or what Meta says. */
  | { readonly kind: "disagrees"; readonly problems: string[] };

export interface ImportArgs {
  readonly db: Database;
  readonly actor: Actor;
  readonly json: unknown;
  /** Needed only when a stored connection is used. */
  readonly keys: () => Keyring;
  readonly envToken: string | undefined;
  readonly openReader: (token: string) => ReadAccount;
}

/** Any number, the same everywhere: two imports at once follow each other. */
const lockKey = 7_110_312;
/** Meta is asked about this many accounts at a time. */
const width = 4;

/**
 * Imports clients, their ad accounts and mappings from a file (architecture.md §5). Repeatable: what is there already is left or brought
 * to what the file says. All or nothing: with one problem nothing is written. Meta is asked before the transaction, never inside it (R4).
 */
export async function importClients(args: ImportArgs): Promise<ImportOutcome> {
  const read = readClientsFile(args.json);
  if (!read.ok) return { kind: "malformed", problems: read.problems };
  const { file } = read;
  const known = await args.db.asStaff(args.actor, readKnownClients);
  const problems = findImportConflicts(file, known, Temporal.Now.instant());
  const chosen = new Map<string, ChosenConnection>();
  for (const entry of file.clients) {
    const choice = chooseConnection(entry, known, args.envToken !== undefined);
    if ("problem" in choice) problems.push(choice.problem);
    else chosen.set(entry.slug, choice.connection);
  }
  if (problems.length > 0) return { kind: "disagrees", problems };

  const answers = await askMeta(args, file, known, chosen);
  if (answers.problems.length > 0) return { kind: "disagrees", problems: answers.problems };

  return args.db.asStaff(args.actor, async (tx): Promise<ImportOutcome> => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lockKey})`);
    const now = await readKnownClients(tx);
    const late = findImportConflicts(file, now, Temporal.Now.instant());
    if (late.length > 0) return { kind: "disagrees", problems: late };
    if (file.agency) await saveAgency(tx, file.agency);
    else if ((await tx.select({ id: agency.id }).from(agency)).length === 0) {
      answers.notes.push(
        'No agency is stored yet: reports have no sender until a file names one as "agency".',
      );
    }
    const saved: SavedClient[] = [];
    for (const entry of file.clients) {
      const facts = answers.facts.get(entry.slug);
      if (!facts) throw new Error(`Meta was not asked about client ${entry.slug}.`);
      saved.push(await saveClient(tx, args.actor, entry, facts, chosen.get(entry.slug) ?? null, now));
    }
    for (const client of saved) {
      if (client.outcome === "unchanged") continue;
      await recordAudit(tx, args.actor, {
        action: "client.import",
        subject: client.slug,
        detail: { outcome: client.outcome, changes: client.changes },
      });
    }
    return { kind: "imported", clients: saved, notes: answers.notes };
  });
}

async function askMeta(
  args: ImportArgs,
  file: ClientsFile,
  known: Known,
  chosen: ReadonlyMap<string, ChosenConnection>,
) {
  const readers = new Map<string | null, ReadAccount>();
  for (const connection of new Set([...chosen.values()].map((choice) => choice?.name ?? null))) {
    const token =
      connection === null
        ? args.envToken
        : await args.db.asCollector((tx) => readConnectionToken(tx, args.keys(), connection));
    if (token) readers.set(connection, args.openReader(token));
  }
  const facts = new Map<string, AccountFacts>();
  const problems: string[] = [];
  const notes: string[] = [];
  const waiting = [...file.clients];
  const work = async () => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      const { slug } = entry;
      const reader = readers.get(chosen.get(slug)?.name ?? null);
      if (!reader) throw new Error(`The token for client ${slug} has gone.`);
      const stored = known.clients.find((client) => client.slug === slug);
      const answer = await askMetaAboutAccount(entry, stored, reader);
      if (answer.kind === "problem") problems.push(answer.sentence);
      else facts.set(slug, answer.facts);
      if (answer.kind === "agreed" && answer.note) notes.push(answer.note);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return { facts, problems: problems.sort(), notes: notes.sort() };
}
