import { z } from "zod";
import { ask } from "@/lib/graph/ask/ask";
import { pathOf } from "@/lib/graph/ask/ask-once";
import type { ReadLog } from "@/lib/graph/ask/read-log";
import { failure, stoppedByCaller } from "@/lib/graph/errors/failure";
import type { GraphError } from "@/lib/graph/errors/graph-error";
import { readNextQuery } from "@/lib/graph/pages/next-query";
import { PageSize } from "@/lib/graph/pages/page-size";
import type { Accepted, Answered, Question, Wire } from "@/lib/graph/wire";

/** What a read of many pages needs besides its first question. */
export interface Walk<T> {
  readonly first: Omit<Question<never>, "accept">;
  readonly readRows: (data: readonly unknown[]) => Accepted<T[]>;
  readonly sink: { page(rows: T[]): void | Promise<void>; restart(): void };
  readonly pageCap: number;
  /** Rows per page as in `first`, then what to ask for where that is too much for Meta; none: such a read ends there. */
  readonly limits?: readonly number[];
  /** The first question is of one day, which no shorter range can make less. */
  readonly isOneDay?: boolean;
  /** Listing edges may lead to empty pages with a `next`: stop there (graph-api.md §2.5). Insights go on while there is a `next`. */
  readonly stopAtEmpty: boolean;
}

interface Page<T> {
  readonly rows: T[];
  readonly next: string | null;
}

const paging = z.object({ paging: z.looseObject({ next: z.string().optional() }).optional() });

/**
 * Reads every page of an edge, handing each over as it comes (graph-api.md §3.4): on only while there is a `next` (C02–C04), on our own
 * host with our own credentials (C06, C07), never past `pageCap`, never to a cursor twice (C05). A page that is too much
 * is asked for in fewer rows from where the read is, and the pages before it stand (F02). A lost cursor begins the read anew, once (F18).
 * null when all went well.
 */
export async function walkPages<T>(wire: Wire, log: ReadLog, walk: Walk<T>): Promise<GraphError | null> {
  const lost = await walkOnce(wire, log, walk);
  if (lost?.class !== "RESTART_PAGING") return lost;
  wire.note({ kind: "restart", path: pathOf(wire, walk.first.path) });
  log.restart();
  walk.sink.restart();
  return walkOnce(wire, log, walk);
}

async function walkOnce<T>(wire: Wire, log: ReadLog, walk: Walk<T>): Promise<GraphError | null> {
  const edge = { baseUrl: wire.baseUrl, path: walk.first.path };
  const accept = acceptPage(walk.readRows);
  const seen = new Set<string>();
  const size = new PageSize(walk.limits ?? []);
  let query = walk.first.query;
  for (;;) {
    if (walk.first.signal?.aborted) return stoppedByCaller;
    const asked = size.applyTo(query);
    const answered: Answered<Page<T>> = await ask(wire, log, { ...walk.first, query: asked, accept });
    if (!answered.ok) {
      const limit = mayShrink(answered.error, walk) ? size.shrink() : null;
      if (limit === null) return answered.error;
      wire.note({ kind: "smaller_pages", path: pathOf(wire, walk.first.path), limit });
      continue;
    }
    size.worked();
    const { rows, next } = answered.value;
    log.countPage();
    await walk.sink.page(rows);
    if (next === null || (walk.stopAtEmpty && rows.length === 0)) return null;

    const following = readNextQuery(next, edge);
    if (!following.ok) return refuse("foreign_next", following.why);
    if (seen.has(following.cursor))
      return refuse("cursor_loop", "the link to the next page repeats a cursor");
    if (log.pages >= walk.pageCap) return refuse("page_cap", `more than ${walk.pageCap} pages`);
    seen.add(following.cursor);
    query = following.query;
  }

  function refuse(reason: "foreign_next" | "cursor_loop" | "page_cap", why: string): GraphError {
    wire.note({ kind: "paging_refused", path: pathOf(wire, walk.first.path), reason });
    return failure(reason, `Paging stopped after page ${log.pages}: ${why}.`, null);
  }
}

/** Whether the same question in smaller pages may be answered. */
function mayShrink<T>({ smallerPages }: GraphError, { isOneDay }: Walk<T>): boolean {
  return smallerPages === "always" || (smallerPages === "of_one_day" && isOneDay === true);
}

function acceptPage<T>(readRows: Walk<T>["readRows"]): Question<Page<T>>["accept"] {
  return (body) => {
    const link = paging.safeParse(body);
    if (!Array.isArray(body.data) || !link.success) {
      return {
        ok: false,
        reason: "unreadable",
        message: "The answer holds no list of data with its paging.",
      };
    }
    const rows = readRows(body.data);
    return rows.ok ? { ok: true, value: { rows: rows.value, next: link.data.paging?.next ?? null } } : rows;
  };
}
