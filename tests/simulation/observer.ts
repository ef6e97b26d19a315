import type { Answers } from "@/tests/simulation/answers";
import type { SimulatedCast, SimulatedClient, Sql } from "@/tests/simulation/cast";
import { compareFacts, readChoices } from "@/tests/simulation/compare-facts";
import { Ledger } from "@/tests/simulation/ledger";
import type { Stage } from "@/tests/simulation/stage";
import { violate } from "@/tests/simulation/violation";

/** How often a reader looks between two steps. */
const looks = 0.1;

/**
 * Looks at the database after every transaction of a process that can write facts: keeps the books of what became true, with what that very process was answered,
 * and now and then reads an account as a page would.
 */
export class Observer {
  /** Beside the stage. */
  sql: Sql | null = null;
  readonly #ledgers = new Map<string, Ledger>();
  readonly #finished = new Map<string, Date>();
  #broken: unknown = null;

  constructor(
    private readonly cast: SimulatedCast,
    private readonly stage: Stage,
    private readonly answers: Answers,
    private readonly random: () => number,
  ) {}

  ledgerOf(client: SimulatedClient): Ledger {
    const known = this.#ledgers.get(client.accountId);
    if (known) return known;
    const ledger = new Ledger(client.currency);
    this.#ledgers.set(client.accountId, ledger);
    return ledger;
  }

  /** A violation seen in the middle of the night; the process that met it is not to handle it. */
  rethrow(): void {
    if (this.#broken !== null) throw this.#broken;
  }

  async committed(): Promise<void> {
    if (this.#broken !== null || this.sql === null) return;
    try {
      await this.#keepBooks(this.sql);
      if (this.random() >= looks) return;
      const client = this.cast.clients[Math.floor(this.random() * this.cast.clients.length)];
      if (client) await compareFacts(this.sql, client, this.ledgerOf(client));
    } catch (error) {
      this.#broken = error;
    }
  }

  /** What became true began after all that had become true before: a worker that lost the account in between writes nothing (R5, F23). */
  #checkOrder(client: SimulatedClient, startedAt: Date, finishedAt: Date): void {
    const before = this.#finished.get(client.accountId);
    this.#finished.set(client.accountId, finishedAt);
    if (!before || startedAt >= before) return;
    violate({
      rule: "a worker that lost its claim writes nothing",
      client: client.slug,
      day: null,
      expected: `only attempts begun after ${before.toISOString()}, when the newest good one ended`,
      found: `one begun at ${startedAt.toISOString()} by ${this.stage.process?.name ?? "nobody"}`,
    });
  }

  async #keepBooks(sql: Sql): Promise<void> {
    const ended = await sql<
      {
        id: string;
        ad_account_id: string;
        since: string;
        until: string;
        started_at: Date;
        finished_at: Date;
      }[]
    >`
      with became as (delete from simulation.became_good returning attempt_id)
      select id, ad_account_id, since::text, until::text, started_at, finished_at
      from became join collection_attempts on id = attempt_id`;
    for (const attempt of ended) {
      const client = this.cast.clients.find(({ accountId }) => accountId === attempt.ad_account_id);
      const { process } = this.stage;
      if (!client || !process) continue;
      this.#checkOrder(client, attempt.started_at, attempt.finished_at);
      const ledger = this.ledgerOf(client);
      const choices = await readChoices(sql, client.clientId);
      ledger.derive(choices);
      const reads = this.answers.completeReads(process, client.externalId, attempt.started_at.getTime());
      const [unread] = ledger.apply(attempt.since, attempt.until, reads, choices);
      if (unread) {
        violate({
          rule: "a day is stored only from an answer that was read to its end",
          client: client.slug,
          day: unread,
          expected: "both levels read completely by the attempt that stored it",
          found: `${reads.length} complete reads by ${process.name}`,
        });
      }
      await compareFacts(sql, client, ledger);
    }
  }
}
