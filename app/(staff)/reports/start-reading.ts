/** A reading under way that says early whether there is such a page: the status is sent before the figures are read. */
export interface Reading<Answer> {
  readonly exists: Promise<boolean>;
  readonly answer: Promise<Answer>;
}

/** Starts `work`, which calls `decide` as soon as it knows; a fault before that is `exists`'s own, a later one the answer's. */
export function startReading<Answer>(
  work: (decide: (exists: boolean) => void) => Promise<Answer>,
): Reading<Answer> {
  let decide: (exists: boolean) => void = () => {};
  const decided = new Promise<boolean>((resolve) => {
    decide = resolve;
  });
  const answer = work((exists) => decide(exists));
  const exists = Promise.race([decided, answer.then(() => true)]);
  // Whoever waits for one of them may never look at the other; its fault is the same one.
  for (const each of [exists, answer]) each.catch(() => undefined);
  return { exists, answer };
}
