import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { mayChange } from "@/lib/auth/may-change";
import { loadStaffPage, type StaffPage } from "@/lib/auth/staff-page";
import { portalDatabase } from "@/lib/db/portal-database";
import { clients } from "@/lib/db/schema/people";
import { isUsable, type LinkRisk, type LinkState, linkRisks, linkState } from "@/lib/sharing/link-risks";
import { type InventoryLink, readLinkInventory } from "@/lib/sharing/read-link-inventory";

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
});
export type LinkFilter = z.infer<typeof filterInput>;

export interface LinkRow {
  readonly link: InventoryLink;
  readonly state: LinkState;
  readonly risks: readonly LinkRisk[];
  readonly mayChange: boolean;
}

export interface LinkInventory extends StaffPage {
  readonly now: Temporal.Instant;
  readonly filter: LinkFilter;
  /** Of all links, whatever the filter. */
  readonly counts: Readonly<Record<"all" | "live" | "waits" | "withdrawn" | "risky", number>>;
  readonly rows: readonly LinkRow[];
  readonly clients: readonly { readonly slug: string; readonly name: string; readonly mayChange: boolean }[];
}

/** All links with what was made of them, filtered as the address says: `state` (those that open or could again), `client`, `risk=yes`. */
export const loadLinks = cache(async (query: string): Promise<LinkInventory> => {
  const page = await loadStaffPage();
  const { actor } = page.staff;
  const now = Temporal.Now.instant();
  const filter = filterInput.parse(Object.fromEntries(new URLSearchParams(query)));
  const read = await portalDatabase().asStaff(
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
  const all = read.links.map(
    (link): LinkRow => ({
      link,
      state: linkState(link, now),
      risks: linkRisks(link, now),
      mayChange: mayChange(actor, link.client),
    }),
  );
  const rows = all.filter(
    ({ link, state, risks }) =>
      (filter.state === "all" || (filter.state === "open" ? isUsable(state) : state === filter.state)) &&
      (filter.client === "" || link.client.slug === filter.client) &&
      (filter.risk === "" || risks.length > 0),
  );
  const countOf = (wanted: LinkState) => all.filter(({ state }) => state === wanted).length;
  return {
    ...page,
    now,
    filter,
    counts: {
      all: all.length,
      live: countOf("live"),
      waits: countOf("waits"),
      withdrawn: countOf("withdrawn"),
      risky: all.filter(({ risks }) => risks.length > 0).length,
    },
    // What deserves a look comes first; among equals the newest.
    rows: [...rows].sort((a, b) => b.risks.length - a.risks.length),
    clients: read.clients.map(({ managerId, ...client }) => ({
      ...client,
      mayChange: mayChange(actor, { managerId }),
    })),
  };
});
