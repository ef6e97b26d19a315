import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import {
  giveSlot,
  keepSlots,
  makeSlots,
  mostCallsPerApp,
  type SlotHolder,
  slotLeaseMs,
  takeSlots,
} from "@/lib/collect/gate/app-slots";
import type { CollectorTx, Database } from "@/lib/db/database";
import type { TakeTurn } from "@/lib/graph/graph-client";
import { logger } from "@/lib/ops/logger";
import type { Clock } from "@/lib/values/clock";

interface HeldSlot {
  readonly slot: number;
  /** Milliseconds of this process' own clock. */
  readonly takenAt: number;
  until: Temporal.Instant;
  idle: NodeJS.Timeout | null;
}

interface Waiter {
  readonly start: (end: () => void) => void;
  readonly fail: (error: unknown) => void;
}

/** Mean time between two looks for a free slot: the time that one is left unused when it changes hands between processes. */
const lookEveryMs = 25;
/** The same while this process has slots: it does not stand still without another one, and looking has its price. */
const lookForMoreEveryMs = 200;
/** A slot that nobody here needs goes back after this: from one page to the next it does not. */
const idleMs = 15;
/** After this a slot goes back between two calls even if it is needed here, so that every process has its turn. */
const keepMs = 3_000;

/**
 * This process' part in the four calls that an app may have in flight. A slot is held from call to call as long as somebody here waits for
 * one, so that calls follow each other without a question to the database; it is not held while nothing is called, and not for ever.
 */
export class AppTurns {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #mine: SlotHolder;
  readonly #held = new Map<number, HeldSlot>();
  readonly #waiting = new Set<Waiter>();
  #areMade = false;
  #isLooking = false;
  #nap: AbortController | null = null;
  #beat: NodeJS.Timeout | null = null;

  constructor(db: Database, appId: string, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
    this.#mine = { appId, holder: randomUUID() };
  }

  /** Waits for a slot, first come first served; null when the signal fires before. What it answers is called when the call is over. */
  readonly take: TakeTurn = (signal) => {
    if (signal?.aborted) return Promise.resolve(null);
    const free = [...this.#held.values()].find((held) => held.idle !== null && this.#isMine(held));
    if (free) return Promise.resolve(this.#begin(free));
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(waiter);
        signal?.removeEventListener("abort", abort);
      };
      const abort = () => {
        leave();
        resolve(null);
      };
      const waiter: Waiter = {
        start: (end) => {
          leave();
          resolve(end);
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#waiting.add(waiter);
      void this.#look();
    });
  };

  #begin(held: HeldSlot): () => void {
    if (held.idle) clearTimeout(held.idle);
    held.idle = null;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#end(held);
    };
  }

  #end(held: HeldSlot): void {
    if (!this.#isMine(held)) {
      if (this.#held.get(held.slot) === held) this.#giveBack(held);
      return;
    }
    const [next] = this.#waiting;
    if (next && performance.now() - held.takenAt < keepMs) {
      next.start(this.#begin(held));
    } else if (next) {
      this.#giveBack(held);
    } else {
      held.idle = setTimeout(() => this.#giveBack(held), idleMs);
    }
  }

  /** Looks for free slots, one look at a time for all who wait here. */
  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      while (this.#waiting.size > 0) {
        const wanted = Math.min(this.#waiting.size, mostCallsPerApp - this.#held.size);
        if (wanted > 0) await this.#takeFree(wanted);
        if (this.#waiting.size > 0) await this.#rest();
      }
    } catch (error) {
      for (const waiter of this.#waiting) waiter.fail(error);
    } finally {
      this.#isLooking = false;
    }
  }

  /** Until the next look; shortened when a slot of ours goes back, which nobody else may be waiting for. */
  async #rest(): Promise<void> {
    const about = (ms: number) => ms * (0.5 + Math.random());
    if (this.#held.size > 0) {
      this.#nap = new AbortController();
      const { signal } = this.#nap;
      await sleep(about(lookForMoreEveryMs), undefined, { signal }).catch(() => undefined);
      this.#nap = null;
      if (!signal.aborted) return;
    }
    await sleep(about(lookEveryMs));
  }

  async #takeFree(wanted: number): Promise<void> {
    const now = this.#clock();
    const slots = await this.#ask(async (tx) => {
      if (!this.#areMade) await makeSlots(tx, this.#mine.appId);
      return takeSlots(tx, this.#mine, wanted, now);
    });
    this.#areMade = true;
    const until = now.add({ milliseconds: slotLeaseMs });
    for (const slot of slots) {
      const held: HeldSlot = { slot, takenAt: performance.now(), until, idle: null };
      this.#held.set(slot, held);
      this.#end(held);
    }
    // Whoever found none, or was stopped for longer than the lease, has nothing to keep.
    if (this.#held.size > 0) this.#beat ??= setInterval(() => void this.#keep(), slotLeaseMs / 3).unref();
  }

  async #keep(): Promise<void> {
    const now = this.#clock();
    const before = [...this.#held.values()];
    try {
      const mine = new Set(await this.#ask((tx) => keepSlots(tx, this.#mine, [...this.#held.keys()], now)));
      for (const held of before) {
        if (mine.has(held.slot)) held.until = now.add({ milliseconds: slotLeaseMs });
        else this.#drop(held);
      }
    } catch (error) {
      // One missed beat is harmless, the lease holds for three.
      logger.warn({ err: error }, "slots_not_kept");
    }
  }

  #giveBack(held: HeldSlot): void {
    this.#drop(held);
    this.#ask((tx) => giveSlot(tx, this.#mine, held.slot))
      .catch((error: unknown) => {
        // The lease gives it back as well, a little later.
        logger.debug({ err: error }, "slot_not_given_back");
      })
      .finally(() => this.#nap?.abort());
  }

  #drop(held: HeldSlot): void {
    if (held.idle) clearTimeout(held.idle);
    if (this.#held.get(held.slot) === held) this.#held.delete(held.slot);
    if (this.#held.size > 0 || !this.#beat) return;
    clearInterval(this.#beat);
    this.#beat = null;
  }

  #isMine(held: HeldSlot): boolean {
    return this.#held.get(held.slot) === held && Temporal.Instant.compare(held.until, this.#clock()) > 0;
  }

  #ask<T>(work: (tx: CollectorTx) => Promise<T>): Promise<T> {
    return this.#db.asCollector(work);
  }
}
