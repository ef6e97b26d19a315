/**
 * Rows per page of one read (F02): fewer where Meta says that a page is too much, a step more again once fewer were answered, and what
 * works for the rest of the read as soon as a step up fails. The next read begins with the usual number.
 */
export class PageSize {
  #step = 0;
  #hasGrown = false;
  #stays = false;
  #isTouched = false;

  /** `limits`: the usual number of rows, then smaller ones, each fewer than the one before. */
  constructor(private readonly limits: readonly number[]) {}

  /** The query with the number of rows to ask for now; as it came while nothing was too much. */
  applyTo(query: string): string {
    const limit = this.limits[this.#step];
    if (!this.#isTouched || limit === undefined) return query;
    return [...query.split("&").filter((pair) => !pair.startsWith("limit=")), `limit=${limit}`].join("&");
  }

  /** The page was too much: the next smaller number of rows, or null when there is none. */
  shrink(): number | null {
    const limit = this.limits[this.#step + 1];
    if (limit === undefined) return null;
    this.#step += 1;
    this.#stays ||= this.#hasGrown;
    this.#isTouched = true;
    return limit;
  }

  /** The page was answered. */
  worked(): void {
    if (this.#step === 0 || this.#stays) return;
    this.#step -= 1;
    this.#hasGrown = true;
  }
}
