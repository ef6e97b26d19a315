import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import { failureOf } from "@/lib/collect/failure";
import { stopAccount, stopApp } from "@/lib/collect/gate/stay-away";
import type { PeriodRules } from "@/lib/collect/period/check-period-row";
import type { UnavailableReason } from "@/lib/collect/period/failed-reasons";
import { type Hold, keepHold, renewHold } from "@/lib/collect/period/hold-account";
import { mayBackfill } from "@/lib/collect/plan/may-backfill";
import { type SeenUsage, storedUsage } from "@/lib/collect/plan/seen-usage";
import { RefusedWindow } from "@/lib/collect/rows/validate-daily-data";
import type { CollectorTx } from "@/lib/db/database";
import type { GraphError } from "@/lib/graph/errors/graph-error";
import type { GraphClient, PeriodRequest } from "@/lib/graph/graph-client";
import type { PeriodRow } from "@/lib/graph/read/period-row";
import { logger } from "@/lib/ops/logger";
import type { Window } from "@/lib/values/window";

/** Whose periods are collected, and what ends the work early. */
export interface PeriodWork {
  readonly account: CollectAccount;
  readonly graph: GraphClient;
  /** Who holds the account's lease. */
  readonly holder: string;
  /** Meta did not answer just now: a question that it does not answer either says nothing about the question. */
  readonly isDoubtful?: boolean;
  /** No question is begun once this is due. */
  readonly isOver: () => boolean;
  readonly signal: AbortSignal;
}

/** Meta said wait, its budgets are too full, time is up, or somebody must mend the connection first: the rest waits for the next morning. */
export class NotToday extends Error {
  override readonly name = "NotToday";
}

/** What came of one question. */
export type Outcome<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "failed"; readonly reason: UnavailableReason };

/** Errors that say nothing about the question: the next read of the account's days meets them too, and acts on them. */
const notAboutTheQuestion: ReadonlySet<GraphError["class"]> = new Set([
  "WAIT_ACCOUNT",
  "WAIT_APP",
  "FIX_CREDENTIALS",
  "FIX_PERMISSION",
  "VERSION",
]);

/** Asks one question after the other about one account, under its lease and within what usage and time allow, and stores the answers. */
export class Asker {
  #asked = 0;
  #failed = 0;
  #calls = 0;
  #timedOut = false;
  #seen: SeenUsage | null;
  readonly #hold: Hold;
  readonly account: CollectAccount;
  readonly collector: Collector;
  readonly #work: PeriodWork;

  constructor(collector: Collector, work: PeriodWork, seen: SeenUsage | null) {
    this.collector = collector;
    this.account = work.account;
    this.#work = work;
    this.#seen = seen;
    this.#hold = { accountId: work.account.id, holder: work.holder };
  }

  get tally() {
    return { asked: this.#asked, failed: this.#failed, calls: this.#calls };
  }

  /** A question of this turn took all its time: no further one is asked. */
  get isOutOfTime(): boolean {
    return this.#timedOut;
  }

  /** What every row of an answer about the window has to be about. */
  rules(window: Window): PeriodRules {
    const { externalId, currency } = this.account;
    return { accountId: externalId, currency, window };
  }

  /**
   * One question to Meta, all pages or a failure with its reason (R4). Tried once more at most, and the last of the turn when it took all its
   * time: the account and a worker are held meanwhile, and it may take as long every morning.
   *
   * @throws NotToday, LostHold: no further question may be asked.
   */
  async ask(of: PeriodRequest["of"], window: Window): Promise<Outcome<PeriodRow[]>> {
    const { graph, isOver, signal } = this.#work;
    const { db, clock } = this.collector;
    if (this.#timedOut) throw new NotToday("timed_out");
    if (isOver() || signal.aborted) throw new NotToday("deadline");
    // Figures by who and where can wait: the days have the first right to what is left (graph-api.md §6.3).
    if (!mayBackfill(this.#seen, false, clock())) throw new NotToday("usage");
    const read = await keepHold(db, this.#hold, clock, signal, (held) =>
      graph.readPeriod({ accountId: this.account.externalId, of, window, quick: true, signal: held }),
    );
    this.#calls += read.calls;
    if (read.usage) this.#seen = { usage: read.usage, at: clock() };
    if (read.kind === "ok") {
      this.#asked += 1;
      return { kind: "ok", value: read.value };
    }
    const { error } = read;
    const isTimeout = error.reason === "timeout";
    if (error.reason === "stopped" || (error.cutShort && !isTimeout)) throw new NotToday("deadline");
    if (this.#work.isDoubtful && (isTimeout || failureOf(error).isOutage))
      throw new NotToday(failureOf(error).reason);
    if (notAboutTheQuestion.has(error.class)) {
      await this.#stayAway(error);
      throw new NotToday(failureOf(error).reason);
    }
    this.#asked += 1;
    this.#timedOut = isTimeout;
    return this.#fail(of, failureOf(error).reason, error.message);
  }

  /** Takes an answer apart; one that cannot be true fails the question only (product.md, Consistency checks). */
  accept<T>(of: PeriodRequest["of"], take: () => T): Outcome<T> {
    try {
      return { kind: "ok", value: take() };
    } catch (error) {
      if (error instanceof RefusedWindow) return this.#fail(of, "data_refused", error.message);
      throw error;
    }
  }

  /** One transaction, begun with the fence: another worker's account is not written to (R5). */
  async write(work: (tx: CollectorTx, now: Temporal.Instant) => Promise<void>): Promise<void> {
    const { db, clock } = this.collector;
    await db.asCollector(async (tx) => {
      await renewHold(tx, this.#hold, clock);
      await work(tx, clock());
    });
  }

  /** Leaves what Meta told of its budgets to whoever asks next. */
  async keepUsage(): Promise<void> {
    if (this.#seen === null || this.#calls === 0) return;
    const usage = storedUsage(this.#seen.usage, this.#seen.at);
    await this.collector.db.asCollector((tx) =>
      tx.execute(sql`
        update ad_accounts set usage = ${usage}::text::jsonb
        where id = ${this.account.id} and usage is distinct from ${usage}::text::jsonb`),
    );
  }

  #fail(
    of: PeriodRequest["of"],
    reason: UnavailableReason,
    message: string,
  ): Outcome<never> & { kind: "failed" } {
    this.#failed += 1;
    const { clientId, externalId } = this.account;
    logger.warn({ clientId, account: externalId, of, reason, message }, "period_not_read");
    return { kind: "failed", reason };
  }

  /** A limit is obeyed by every worker and across restarts, whatever question met it. */
  async #stayAway(error: GraphError): Promise<void> {
    if (error.class !== "WAIT_ACCOUNT" && error.class !== "WAIT_APP") return;
    const { db, clock, appId } = this.collector;
    const wait = { ms: error.retryAfterMs ?? 0, isStated: error.retryStated ?? false };
    await db.asCollectorBulk((tx) =>
      error.class === "WAIT_APP"
        ? stopApp(tx, appId, wait, clock())
        : stopAccount(tx, this.account.id, wait, clock()),
    );
  }
}
