/** A named deviation: which requests it meets, and what happens to them. A list of these is a fault script. */
export interface Fault {
  readonly name?: string;
  readonly when: {
    /** Pattern over the path without version. */
    readonly path?: string;
    /** Account id, digits. */
    readonly account?: string;
    readonly level?: string;
    /** 1 for a request without cursor, 2 for the next one … by position: offset ÷ limit + 1. */
    readonly page?: number;
    /** Only the nth request that all else matches, counted from 1. */
    readonly nth?: number;
    /** At most so many times. */
    readonly times?: number;
    /** 0 … 1, decided by the seed. */
    readonly probability?: number;
  };
  readonly does: Deviation;
}

export type Deviation =
  | {
      kind: "error";
      code: number;
      subcode?: number;
      /** Given, it is said as it stands; else Meta's text of the code in `locale`. */
      message?: string;
      userTitle?: string;
      userMessage?: string;
      /** The usual one of the code when absent; 200 puts the error into a good answer (graph-api.md §5.1). */
      status?: number;
      headers?: Record<string, string>;
      locale?: "en" | "pl";
    }
  | { kind: "http"; status: number; body: string; contentType?: string }
  | { kind: "truncate" }
  | { kind: "reset" }
  | { kind: "hang"; ms: number }
  | { kind: "latency"; ms: number }
  | { kind: "slow-body"; ms: number }
  | { kind: "duplicate-rows" }
  | { kind: "shuffle-rows" }
  /** Rows added to the page as they stand: of another account, of a day outside the range, malformed. */
  | { kind: "extra-rows"; rows: readonly object[] }
  /** Fields set, or with null taken away, in every row of the page or in the one at `row` (from 0). */
  | { kind: "patch-rows"; fields: Readonly<Record<string, unknown>>; row?: number }
  /** The rows moved between two pages: by −2 the page begins two rows early (they repeat), by 2 it leaves two out. */
  | { kind: "shift-rows"; by: number }
  | { kind: "headers"; headers: Record<string, string> }
  | { kind: "foreign-next"; host: string }
  | { kind: "repeat-cursor" }
  | { kind: "empty-last-page" };

export interface FaultTarget {
  readonly path: string;
  readonly account?: string | undefined;
  readonly level?: string | undefined;
  readonly page: number;
}

/** The faults in force. Each request takes the deviations of all that match, in their order. */
export class Faults {
  #entries: { fault: Fault; seen: number; done: number }[] = [];

  constructor(private readonly random: () => number) {}

  add(...faults: readonly Fault[]): void {
    this.#entries.push(...faults.map((fault) => ({ fault, seen: 0, done: 0 })));
  }

  clear(): void {
    this.#entries = [];
  }

  list(): readonly Fault[] {
    return this.#entries.map((entry) => entry.fault);
  }

  take(target: FaultTarget): Deviation[] {
    return this.#entries.flatMap((entry) => {
      const { when, does } = entry.fault;
      if (when.path !== undefined && !new RegExp(when.path).test(target.path)) return [];
      if (when.account !== undefined && when.account !== target.account) return [];
      if (when.level !== undefined && when.level !== target.level) return [];
      if (when.page !== undefined && when.page !== target.page) return [];
      entry.seen += 1;
      if (when.nth !== undefined && entry.seen !== when.nth) return [];
      if (when.times !== undefined && entry.done >= when.times) return [];
      if (when.probability !== undefined && this.random() >= when.probability) return [];
      entry.done += 1;
      return [does];
    });
  }
}
