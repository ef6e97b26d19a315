import type { Process, Stage } from "@/tests/simulation/stage";

/** A row as it stood in an answer. */
export type ServedRow = Readonly<Record<string, unknown>>;

/** One call to Meta, as the wire saw it. */
export interface Answer {
  readonly process: Process;
  /** Digits; null for calls that are about no account. */
  readonly account: string | null;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly sentAt: number;
  /** When the answer arrived, or the connection ended. */
  endedAt: number;
  status: number;
  /** What was in it; null when nothing that can be read arrived. */
  body: Readonly<Record<string, unknown>> | null;
  headers: (name: string) => string | null;
}

/** One read of insights from its first page to its last. */
export interface CompleteRead {
  readonly level: string;
  readonly since: string;
  readonly until: string;
  readonly sentAt: number;
  readonly rows: readonly ServedRow[];
}

/** What Meta really answered, page by page, seen from outside of the collector. */
export class Answers {
  #all: Answer[] = [];

  constructor(private readonly stage: Stage) {}

  get all(): readonly Answer[] {
    return this.#all;
  }

  begin(url: URL): Answer {
    const { process } = this.stage;
    if (!process) throw new Error("Meta was called by nobody.");
    const path = url.pathname.replace(/^\/v\d+\.\d+/, "");
    const answer: Answer = {
      process,
      account: path.match(/^\/act_(\d+)/)?.[1] ?? null,
      path,
      query: url.searchParams,
      sentAt: this.stage.now,
      endedAt: Number.POSITIVE_INFINITY,
      status: 0,
      body: null,
      headers: () => null,
    };
    this.#all.push(answer);
    return answer;
  }

  /** Reads of daily rows that this process brought to their end since then, oldest first. */
  completeReads(process: Process, account: string, since: number): CompleteRead[] {
    const reads: CompleteRead[] = [];
    const open = new Map<string, { sentAt: number; rows: ServedRow[] }>();
    for (const answer of this.#all) {
      if (answer.process !== process || answer.account !== account || answer.sentAt < since) continue;
      const { query } = answer;
      if (!answer.path.endsWith("/insights") || query.get("time_increment") !== "1") continue;
      const range = JSON.parse(query.get("time_range") ?? "{}") as { since: string; until: string };
      const level = query.get("level") ?? "";
      const key = `${level} ${range.since} ${range.until} ${query.get("fields")} ${query.get("filtering")}`;
      const data = answer.status === 200 && !answer.body?.error ? answer.body?.data : undefined;
      if (!Array.isArray(data)) continue;
      const after = query.get("after");
      const read = after === null ? { sentAt: answer.sentAt, rows: [] } : open.get(key);
      if (!read) continue;
      read.rows.push(...(data as ServedRow[]));
      const paging = answer.body?.paging as { next?: string } | undefined;
      if (paging?.next) open.set(key, read);
      else {
        open.delete(key);
        reads.push({ level, ...range, ...read });
      }
    }
    return reads;
  }

  /** Drops what ended before then. */
  forget(before: number): void {
    this.#all = this.#all.filter(({ endedAt }) => endedAt >= before);
  }
}
