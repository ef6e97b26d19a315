import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";

/** What a process may meet at one of its steps. */
export type Fate =
  /** SIGKILL: before the step, in the middle of its transaction, or after its commit and before it hears of it. */
  | { readonly kind: "killed"; readonly when: "before" | "within" | "after" }
  /** Frozen before the step; goes on where it was, as if no time had passed. */
  | { readonly kind: "stalled"; readonly forMs: number }
  /** The database's answer is lost: the transaction was undone, or it was committed. Not for calls to Meta. */
  | { readonly kind: "disconnected"; readonly when: "before" | "after" };

/** A function call or a worker: all that dies together. */
export interface Process {
  readonly id: number;
  readonly name: string;
  /** By the number of the step, counted from 1. */
  readonly fates: ReadonlyMap<number, Fate>;
  /** When it was killed. */
  diedAt: number | null;
  steps: number;
  wakesAt: number;
  /** When it last fell into a stall. */
  frozeAt: number | null;
  /** When it last came out of a stall; what it does then may be out of date. */
  wokeAt: number | null;
}

export interface Entry {
  at: number;
  readonly process: Process | null;
  readonly run: () => Promise<void> | void;
}

interface Context {
  readonly process: Process;
  readonly inStep: boolean;
}

/**
 * Simulated time. Everything that a process awaits is a step, and steps are taken one at a time, the earliest first: which process goes on
 * next depends on nothing but the seed, and a step that takes an hour takes no time at all.
 */
export class Stage {
  readonly #context = new AsyncLocalStorage<Context>();
  readonly #entries = new Set<Entry>();
  #now: number;
  #processes = 0;
  steps = 0;

  constructor(start: Temporal.Instant) {
    this.#now = start.epochMilliseconds;
  }

  get now(): number {
    return this.#now;
  }

  instant(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(this.#now);
  }

  /** The process whose code is running, if any. */
  get process(): Process | null {
    return this.#context.getStore()?.process ?? null;
  }

  /** Whether its timers are ours: not those of drivers at work inside a step. */
  get ownsTimers(): boolean {
    const context = this.#context.getStore();
    return context !== undefined && !context.inStep;
  }

  at(at: number, run: () => Promise<void> | void, process: Process | null = null): Entry {
    const entry: Entry = { at: Math.round(at), process, run };
    this.#entries.add(entry);
    return entry;
  }

  cancel(entry: Entry): void {
    this.#entries.delete(entry);
  }

  /** Starts a process. `ended` hears how it ended; never, when it was killed. */
  spawn(
    name: string,
    fates: ReadonlyMap<number, Fate>,
    main: (process: Process) => Promise<void>,
    ended: (process: Process, error: unknown) => void,
  ): Process {
    this.#processes += 1;
    const process: Process = {
      id: this.#processes,
      name,
      fates,
      diedAt: null,
      steps: 0,
      wakesAt: 0,
      frozeAt: null,
      wokeAt: null,
    };
    this.#context.run({ process, inStep: false }, () => {
      main(process).then(
        () => ended(process, null),
        (error: unknown) => ended(process, error),
      );
    });
    return process;
  }

  /** Nothing of it happens any more. */
  kill(process: Process): void {
    process.diedAt ??= this.#now;
    for (const entry of this.#entries) if (entry.process === process) this.#entries.delete(entry);
  }

  /** Runs a timer's callback as its process. */
  asProcess(process: Process, run: () => void): void {
    this.#context.run({ process, inStep: false }, run);
  }

  /** Waits in simulated time; ends early when the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const process = this.process;
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const entry = this.at(this.#now + Math.max(0, ms), resolve, process);
      signal?.addEventListener(
        "abort",
        () => {
          this.cancel(entry);
          resolve();
        },
        { once: true },
      );
    });
  }

  /**
   * One awaited step of the running process, after `afterMs`. `run(undo)` has to undo what it did when `undo` is true. Code that belongs to
   * no process is the simulation's own and runs at once.
   */
  step<T>(
    kind: "database" | "queue" | "meta",
    afterMs: number,
    run: (undo: boolean) => Promise<T>,
  ): Promise<T> {
    const context = this.#context.getStore();
    if (!context || (context.inStep && kind === "queue")) return run(false);
    if (context.inStep) return Promise.reject(new Error(`A ${kind} step inside a transaction (R4).`));
    const { process } = context;
    return new Promise<T>((resolve, reject) => {
      if (process.diedAt !== null) return;
      const take = async (fate: Fate | undefined) => {
        if (fate?.kind === "stalled") {
          process.frozeAt = this.#now;
          process.wakesAt = this.#now + Math.round(fate.forMs);
          this.at(
            process.wakesAt,
            () => {
              process.wokeAt = this.#now;
              return take(undefined);
            },
            process,
          );
          return;
        }
        const dies = fate?.kind === "killed" ? fate.when : null;
        const isLost = fate?.kind === "disconnected" && kind !== "meta" ? fate.when : null;
        if (dies === "before") return this.kill(process);
        const undo = dies === "within" || isLost === "before";
        try {
          const result = await this.#context.run({ process, inStep: true }, () => run(undo));
          if (isLost) reject(new ConnectionLost());
          else if (!dies) resolve(result);
        } catch (error) {
          if (!dies) reject(undo ? new ConnectionLost() : error);
        }
        if (dies) this.kill(process);
      };
      this.at(
        this.#now + afterMs,
        () => {
          process.steps += 1;
          this.steps += 1;
          return take(process.fates.get(process.steps));
        },
        process,
      );
    });
  }

  /** Lets everything happen that is due before `end`. */
  async runUntil(end: number): Promise<void> {
    for (let next = this.#earliest(); next && dueAt(next) < end; next = this.#earliest()) {
      this.#entries.delete(next);
      // Never the same moment twice: what is ordered by time in the database has an order.
      this.#now = Math.max(this.#now + 1, dueAt(next));
      await next.run();
      // Whatever follows from it without a step of its own.
      await nextTurn();
      await nextTurn();
    }
    this.#now = Math.max(this.#now, end);
  }

  #earliest(): Entry | undefined {
    let earliest: Entry | undefined;
    for (const entry of this.#entries) if (!earliest || dueAt(entry) < dueAt(earliest)) earliest = entry;
    return earliest;
  }
}

/** What a driver says when the connection broke. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
  readonly code = "CONNECTION_CLOSED";
  constructor() {
    super("write CONNECTION_CLOSED (simulated)");
  }
}

function dueAt({ at, process }: Entry): number {
  return process ? Math.max(at, process.wakesAt) : at;
}
