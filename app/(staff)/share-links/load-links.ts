import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { cutRows } from "@/app/(staff)/cut-rows";
import { mayChange } from "@/lib/auth/may-change";
import { loadStaffPage, type StaffPage } from "@/lib/auth/staff-page";
import { portalDatabase } from "@/lib/db/portal-database";
import { clients } from "@/lib/db/schema/people";
import { isUsable, type LinkRisk, type LinkState, linkRisks, linkState } from "@/lib/sharing/link-risks";
import {
  type InventoryLink,
  type LinkUse,
  neverUsed,
  readLinkInventory,
  readLinkUse,
} from "@/lib/sharing/read-link-inventory";

export const stateFilters = [
  "open",
  "live",
  "waits",
  "withdrawn",
  "paused",
  "over",
  "revoked",
  "all",
] as const;
const filterInput = z.object({
  state: z.enum(stateFilters).catch("open"),
  client: z.string().max(200).catch(""),
  risk: z.enum(["yes", ""]).catch(""),
  rows: z.enum(["all", ""]).catch(""),
});
export type LinkFilter = z.infer<typeof filterInput>;

/** More rows than these are never sent, whatever needs a look; the filters lead to the others. */
export const mostRows = 300;

export interface JudgedRow {
  readonly link: InventoryLink;
  readonly state: LinkState;
  readonly risks: readonly LinkRisk[];
  readonly mayChange: boolean;
}

/** A row that is shown, with how its link was used. */
export interface LinkRow extends JudgedRow {
  readonly use: LinkUse;
}

export interface LinkInventory extends StaffPage {
  readonly now: Temporal.Instant;
  readonly filter: LinkFilter;
  /** Of all links, whatever the filter. */
  readonly counts: Readonly<Record<"all" | "live" | "waits" | "withdrawn" | "risky", number>>;
  /** Those of the filter that are shown: the first ones and those that need a look, `mostRows` at most. */
  readonly rows: readonly LinkRow[];
  /** Those of the filter that are not shown, and how many of them need a look. */
  readonly left: { readonly count: number; readonly risky: number };
  readonly clients: readonly { readonly slug: string; readonly name: string; readonly mayChange: boolean }[];
}

/** Every link with what was made of it, whatever the filter, newest first; two statements. */
export const judgeLinks = cache(async () => {
  const page = await loadStaffPage();
  const { actor } = page.staff;
  const now = Temporal.Now.instant();
  const { links, clients: known } = await portalDatabase().asStaff(
    actor,
    async (tx) => ({
      links: await readLinkInventory(tx),
      clients: await tx
        .select({ slug: clients.slug, name: clients.name, managerId: clients.managerId })
        .from(clients)
        .orderBy(clients.name),
    }),
    { snapshot: true },
  );
  const all = links.map(
    (link): JudgedRow => ({
      link,
      state: linkState(link, now),
      risks: linkRisks(link, now),
      mayChange: mayChange(actor, link.client),
    }),
  );
  const countOf = (wanted: LinkState) => all.filter(({ state }) => state === wanted).length;
  const counts = {
    all: all.length,
    live: countOf("live"),
    waits: countOf("waits"),
    withdrawn: countOf("withdrawn"),
    risky: all.filter(isRisky).length,
  };
  return { page, now, all, counts, clients: known };
});

/**
 * Links as the address asks for them: `state` (those that open or could again), `client`, `risk=yes`, `rows=all`. Openings are counted for the
 * rows that are shown alone; three statements whatever the number of links.
 */
export const loadLinks = cache(async (query: string): Promise<LinkInventory> => {
  const { page, now, all, counts, clients: known } = await judgeLinks();
  const { actor } = page.staff;
  const filter = filterInput.parse(Object.fromEntries(new URLSearchParams(query)));
  const fitting = all.filter(
    ({ link, state, risks }) =>
      (filter.state === "all" || (filter.state === "open" ? isUsable(state) : state === filter.state)) &&
      (filter.client === "" || link.client.slug === filter.client) &&
      (filter.risk === "" || risks.length > 0),
  );
  // What deserves a look comes first; among equals the newest.
  const sorted = fitting.toSorted((a, b) => b.risks.length - a.risks.length);
  const { shown } = cutRows(sorted, { all: filter.rows === "all", keeps: isRisky });
  const judged = shown.slice(0, mostRows);
  const uses = await portalDatabase().asStaff(actor, (tx) =>
    readLinkUse(
      tx,
      judged.map(({ link }) => link.id),
    ),
  );
  return {
    ...page,
    now,
    filter,
    counts,
    rows: judged.map((row) => ({ ...row, use: uses.get(row.link.id) ?? neverUsed })),
    left: {
      count: fitting.length - judged.length,
      risky: fitting.filter(isRisky).length - judged.filter(isRisky).length,
    },
    clients: known.map(({ managerId, ...client }) => ({
      ...client,
      mayChange: mayChange(actor, { managerId }),
    })),
  };
});

function isRisky({ risks }: JudgedRow): boolean {
  return risks.length > 0;
}
