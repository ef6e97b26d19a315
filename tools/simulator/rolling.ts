/** Amounts of the last `span` milliseconds, in the order they came; a clock that was set back forgets what has not happened yet. */
export class Rolling {
  #entries: { readonly at: number; readonly amount: number }[] = [];
  #sum = 0;

  constructor(private readonly span: number) {}

  add(at: number, amount = 1): void {
    this.#entries.push({ at, amount });
    this.#sum += amount;
  }

  sum(now: number): number {
    // They came in order, unless the clock was set back.
    if ((this.#entries.at(-1)?.at ?? 0) > now) this.#keep(({ at }) => at <= now);
    const oldest = now - this.span;
    if ((this.#entries[0]?.at ?? now) <= oldest) this.#keep(({ at }) => at > oldest);
    return this.#sum;
  }

  /** How long until less than `limit` is left, in ms; 0 if so already. */
  untilBelow(limit: number, now: number): number {
    let sum = this.sum(now);
    for (const { at, amount } of this.#entries) {
      if (sum < limit) return 0;
      sum -= amount;
      if (sum < limit) return at + this.span - now;
    }
    return 0;
  }

  #keep(holds: (entry: { readonly at: number }) => boolean): void {
    this.#entries = this.#entries.filter(holds);
    this.#sum = this.#entries.reduce((sum, { amount }) => sum + amount, 0);
  }
}
