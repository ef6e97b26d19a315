import { Temporal } from "temporal-polyfill";
import type { ErrorName } from "@/tools/simulator/error-texts";
import { type FaultTarget, fits, type RequestMatch } from "@/tools/simulator/request-match";

/** A named deviation: which requests it meets, and what happens to them. A list of these is a fault script. */
export interface Fault {
  readonly name?: string;
  readonly when: RequestMatch & {
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
      errorData?: object | string;
    }
  /** A row of graph-api.md §5.3 by its name, in the language of the token's owner unless said otherwise. */
  | {
      kind: "refusal";
      error: ErrorName;
      locale?: "en" | "pl";
      status?: number;
      headers?: Record<string, string>;
    }
  | { kind: "http"; status: number; body: string; contentType?: string }
  /** An answer that sends the caller elsewhere. */
  | { kind: "redirect"; to: string; status?: 301 | 302 | 307 | 308 }
  /** The right body under another name: `text/html`. */
  | { kind: "content-type"; type: string }
  /** The request is done and counted; its answer never comes, and after `ms` the connection is cut. */
  | { kind: "lost-answer"; ms: number }
  | { kind: "truncate" }
  | { kind: "reset" }
  /** Silence before anything is done. */
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

/** The faults in force. Each request takes all that match, in their order. */
export class Faults {
  #entries: { fault: Fault; seen: number; done: number }[] = [];

  constructor(private readonly random: () => number) {}

  /** A RangeError for a pattern or a moment that cannot be read: a fault that never fires would make a test green for nothing. */
  add(...faults: readonly Fault[]): void {
    for (const { when, name } of faults) {
      try {
        for (const pattern of [when.path, ...Object.values(when.params ?? {})]) new RegExp(pattern ?? "");
        for (const moment of [when.from, when.until]) if (moment !== undefined) Temporal.Instant.from(moment);
      } catch (error) {
        throw new RangeError(`The fault "${name ?? "without a name"}" can never fire: ${String(error)}`);
      }
    }
    this.#entries.push(...faults.map((fault) => ({ fault, seen: 0, done: 0 })));
  }

  clear(): void {
    this.#entries = [];
  }

  list(): readonly Fault[] {
    return this.#entries.map((entry) => entry.fault);
  }

  /** Those that have met no request so far: a script with one of them has proved less than it says. */
  idle(): readonly Fault[] {
    return this.#entries.filter(({ done }) => done === 0).map(({ fault }) => fault);
  }

  take(target: FaultTarget): Fault[] {
    return this.#entries.flatMap((entry) => {
      const { when } = entry.fault;
      if (!fits(when, target)) return [];
      entry.seen += 1;
      if (when.nth !== undefined && entry.seen !== when.nth) return [];
      if (when.times !== undefined && entry.done >= when.times) return [];
      if (when.probability !== undefined && this.random() >= when.probability) return [];
      entry.done += 1;
      return [entry.fault];
    });
  }
}
