import type { Monitored } from "@/lib/alerts/sync-alerts";
import type { Wanted } from "@/lib/alerts/wanted";
import type { CheckKey } from "@/lib/checks/catalogue";
import type { Database, SystemTx } from "@/lib/db/database";
import { logger } from "@/lib/ops/logger";

type Seen = readonly Wanted[] | { readonly wanted: readonly Wanted[] };

/** One look of the monitor, part by part, each in a transaction of its own. */
export class Look implements Monitored {
  readonly wanted: Wanted[] = [];
  readonly looked = new Set<CheckKey>();
  readonly #broken: { readonly part: string; readonly error: unknown }[] = [];

  constructor(private readonly db: Database) {}

  /** What a part saw decides the alerts of these checks. */
  saw(checks: readonly CheckKey[], seen: Seen): void {
    for (const check of checks) this.looked.add(check);
    this.wanted.push(...("wanted" in seen ? seen.wanted : seen));
  }

  /** Undefined when the part failed, which is logged and remembered. */
  async at<T>(part: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      logger.error({ err: error, part }, "monitor_part_failed");
      this.#broken.push({ part, error });
      return undefined;
    }
  }

  async in<T extends Seen>(
    part: string,
    checks: readonly CheckKey[],
    watch: (tx: SystemTx) => Promise<T>,
  ): Promise<T | undefined> {
    const seen = await this.at(part, () => this.db.asSystem(watch));
    if (seen !== undefined) this.saw(checks, seen);
    return seen;
  }

  get isBroken(): boolean {
    return this.#broken.length > 0;
  }

  /** What to throw for the parts that failed. */
  failure(): AggregateError {
    const parts = this.#broken.map(({ part }) => part).join(", ");
    const errors = this.#broken.map(({ error }) => error);
    return new AggregateError(errors, `These parts of the monitor failed: ${parts}.`, { cause: errors[0] });
  }
}
