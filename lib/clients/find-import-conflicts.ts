import type { Temporal } from "temporal-polyfill";
import type { ClientEntry, ClientsFile } from "@/lib/clients/clients-file";
import type { Known, KnownClient } from "@/lib/clients/read-known-clients";
import { type KpiCandidate, kpiCandidatesSchema, sameChoice } from "@/lib/kpi/choices";
import { dayIn } from "@/lib/values/calendar-day";
import { mappedKpis } from "@/lib/values/metric";

/** The connection an account is read through: a stored one, or null for `META_ACCESS_TOKEN`. */
export type ChosenConnection = { readonly id: string; readonly name: string } | null;

/**
 * Which connection an entry means: the one it names; else the one its account already has; else `META_ACCESS_TOKEN`; else the only one
 * there is. A sentence when there is none.
 */
export function chooseConnection(
  entry: ClientEntry,
  known: Known,
  hasEnvToken: boolean,
): { readonly connection: ChosenConnection } | { readonly problem: string } {
  const who = `Client ${entry.slug}`;
  if (entry.connection) {
    const named = known.connections.find(({ name }) => name === entry.connection);
    if (named) return { connection: named };
    return {
      problem: `${who}: no connection is called "${entry.connection}"; store its token with \`token set --new --name ${entry.connection}\`.`,
    };
  }
  const account = known.clients.find(({ externalId }) => externalId === entry.account.external_id);
  const current = known.connections.find(({ id }) => id === account?.connectionId);
  if (current) return { connection: current };
  if (hasEnvToken) return { connection: null };
  const [only, second] = known.connections;
  if (only && !second) return { connection: only };
  return {
    problem: only
      ? `${who}: there are several connections and META_ACCESS_TOKEN is not set; name one as "connection".`
      : `${who}: no Meta token is known; run \`token set --new\` or set META_ACCESS_TOKEN.`,
  };
}

/**
 * Where the file contradicts what is stored: an account has one client and a client one account (incident 35, ADR 0008), and what is stored
 * or published stays collected and watched (incident 33).
 */
export function findImportConflicts(file: ClientsFile, known: Known, now: Temporal.Instant): string[] {
  return file.clients.flatMap((entry) => {
    const who = `Client ${entry.slug}`;
    const problems: string[] = [];
    const owner = known.clients.find(({ externalId }) => externalId === entry.account.external_id);
    if (owner && owner.slug !== entry.slug) {
      problems.push(
        `${who}: ad account ${entry.account.external_id} already belongs to client ${owner.slug}; an account has one client.`,
      );
    }
    const stored = known.clients.find(({ slug }) => slug === entry.slug);
    if (stored?.externalId && stored.externalId !== entry.account.external_id) {
      problems.push(
        `${who}: it already has ad account ${stored.externalId}, the file says ${entry.account.external_id}; a client has one account.`,
      );
    }
    if (stored) problems.push(...changedUnits(who, entry, stored));
    problems.push(...wrongFirstDay(who, entry, stored, now));
    if (stored?.firstStored) {
      const changed = changedMapping(entry, stored);
      if (changed.length > 0) {
        problems.push(
          `${who}: the file maps ${changed.join(", ")} otherwise than its stored figures were made with; an import does not change the meaning of stored figures.`,
        );
      }
    }
    if (entry.manager && !findManager(entry.manager, known)) {
      problems.push(
        `${who}: its manager ${entry.manager} is not an enabled member of staff; run \`staff add\`.`,
      );
    }
    return problems;
  });
}

/** KPIs for which the file names other candidates than the newest stored mapping; none where the file names none. */
export function changedMapping(entry: ClientEntry, stored: KnownClient): string[] {
  const before = kpiCandidatesSchema.catch({}).parse(stored.candidates);
  return mappedKpis.filter((kpi) => {
    const wanted = entry.mapping?.[kpi];
    return wanted !== undefined && !sameCandidates(wanted, before[kpi] ?? []);
  });
}

function sameCandidates(a: readonly KpiCandidate[], b: readonly KpiCandidate[]): boolean {
  return a.length === b.length && a.every((candidate, index) => sameChoice(candidate, b[index]));
}

/** The staff row an e-mail address stands for, unless that person is disabled. */
export function findManager(email: string, known: Known): Known["staff"][number] | undefined {
  return known.staff.find(
    (person) => person.email.toLowerCase() === email.toLowerCase() && person.disabledAt === null,
  );
}

/** True when both names mean the same zone; Meta may use the older of two names for one. */
export function sameZone(a: string, b: string): boolean {
  return a === b || canonicalZone(a) === canonicalZone(b);
}

function canonicalZone(name: string): string {
  return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
}

function changedUnits(who: string, entry: ClientEntry, stored: KnownClient): string[] {
  const { currency, time_zone: zone } = entry.account;
  const problems: string[] = [];
  if (currency && stored.currency && currency !== stored.currency) {
    problems.push(`${who}: its stored currency is ${stored.currency}, the file says ${currency}.`);
  }
  if (zone && stored.timeZone && !sameZone(zone, stored.timeZone)) {
    problems.push(`${who}: its stored time zone is ${stored.timeZone}, the file says ${zone}.`);
  }
  return problems;
}

/**
 * A first day that has not come yet, or one that would leave out days already stored or published: from then on nobody would collect or
 * watch them.
 */
function wrongFirstDay(
  who: string,
  entry: ClientEntry,
  stored: KnownClient | undefined,
  now: Temporal.Instant,
): string[] {
  const wanted = entry.account.collect_from;
  // Before Meta is asked the zone may be unknown; then no zone may call the day one to come.
  const today = dayIn(entry.account.time_zone ?? stored?.timeZone ?? "Pacific/Kiritimati", now);
  if (wanted > today) {
    return [
      `${who}: collect_from ${wanted} has not come yet; name the first day to collect, ${today} at the latest.`,
    ];
  }
  const { collectFrom, firstStored, firstPublished } = stored ?? {};
  if (!collectFrom || wanted <= collectFrom) return [];
  const advice = `keep ${collectFrom}, or name an earlier day.`;
  if (firstStored && firstStored < wanted) {
    return [
      `${who}: collect_from ${wanted} would leave out days that are stored, the first of them ${firstStored}; ${advice}`,
    ];
  }
  if (firstPublished && `${firstPublished}-01` < wanted) {
    return [
      `${who}: collect_from ${wanted} would leave out days of ${firstPublished}, which is published; ${advice}`,
    ];
  }
  return [];
}
