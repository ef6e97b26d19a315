import type postgres from "postgres";
import type { canonicalDocument } from "@/lib/publications/canonical-document";
import type { RenderedPublication } from "@/lib/publications/render-publication";
import { hashShareToken, newShareToken } from "@/lib/sharing/share-token";

/** A link's secret and what is stored of it. */
export interface BenchLink {
  readonly token: string;
  readonly hash: Buffer;
}

export interface BenchLinks {
  readonly live: BenchLink;
  /** Links that open nothing any more, by why. */
  readonly closed: Readonly<Record<"expired" | "paused" | "revoked", BenchLink>>;
  /** Stores client, publication and links, as the tables' owner. */
  store(sql: postgres.Sql): Promise<void>;
}

/** One published month and four links to it, of which one opens. */
export function seedLinks(published: {
  readonly document: ReturnType<typeof canonicalDocument>;
  readonly page: RenderedPublication;
}): BenchLinks {
  const live = newLink();
  const closed = { expired: newLink(), paused: newLink(), revoked: newLink() };
  return {
    live,
    closed,
    async store(sql) {
      const { document, page } = published;
      await sql`insert into agency (name, time_zone, contact) values ('Latarnia', 'Europe/Warsaw', 'biuro@latarnia.example') on conflict do nothing`;
      const [client] = await sql<{ id: string }[]>`
        insert into clients (slug, name, locale, shown_metrics) values ('hotel-jantar', 'Hotel Jantar', 'pl', '{total_spend}') returning id`;
      if (!client) throw new Error("The client was not stored.");
      await sql`insert into reports (client_id, month, state) values (${client.id}, '2026-10-01', 'published')`;
      await sql`
        insert into publications (client_id, month, version, document, document_sha256, html, html_sha256, published_by, published_at)
        values (${client.id}, '2026-10-01', 1, ${document.text}, ${Buffer.from(document.sha256, "hex")}, ${page.html},
          ${Buffer.from(page.sha256, "hex")}, 'bench', now())`;
      const states = [
        { ...live, expires: "1 day", pausedAt: null, revokedAt: null },
        { ...closed.expired, expires: "-1 day", pausedAt: null, revokedAt: null },
        { ...closed.paused, expires: "1 day", pausedAt: new Date(), revokedAt: null },
        { ...closed.revoked, expires: "1 day", pausedAt: null, revokedAt: new Date() },
      ];
      for (const { hash, expires, pausedAt, revokedAt } of states)
        await sql`
          insert into share_links (client_id, token_hash, month, expires_at, paused_at, revoked_at, created_by)
          values (${client.id}, ${hash}, '2026-10-01', now() + ${expires}::interval, ${pausedAt}, ${revokedAt}, 'bench')`;
    },
  };
}

function newLink(): BenchLink {
  const token = newShareToken();
  return { token, hash: hashShareToken(token) };
}
