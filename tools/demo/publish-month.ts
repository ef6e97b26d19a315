import { Temporal } from "temporal-polyfill";
import type { Actor, Database } from "@/lib/db/database";
import { publishReport } from "@/lib/publications/publish-report";
import { createShareLink } from "@/lib/sharing/create-share-link";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { cast } from "@/tools/simulator/worlds/cast";

export interface PublishedMonth {
  readonly published: readonly string[];
  /** Slug and what stands against it; the month stays a draft. */
  readonly blocked: readonly { readonly slug: string; readonly why: string }[];
  /** Path of a new shared link by slug. */
  readonly links: Readonly<Record<string, string>>;
}

/** Publishes the month of every client that R11 allows, and shares each. A month that is out already stays as it is. */
export async function publishMonth(
  db: Database,
  actor: Actor,
  month: CalendarMonth,
  onDone: (done: number) => void,
): Promise<PublishedMonth> {
  const published: string[] = [];
  const blocked: { slug: string; why: string }[] = [];
  const links: Record<string, string> = {};
  for (const [index, { slug }] of cast.entries()) {
    const now = Temporal.Now.instant();
    const outcome = await publishReport({ db, actor, slug, month, now });
    if (outcome.kind === "blocked") {
      blocked.push({ slug, why: [...new Set(outcome.reasons.map(({ kind }) => kind))].join(", ") });
    } else {
      published.push(slug);
      const link = await createShareLink({ db, actor, slug, month, now });
      if (link.kind === "created") links[slug] = link.path;
    }
    onDone(index + 1);
  }
  return { published, blocked, links };
}
