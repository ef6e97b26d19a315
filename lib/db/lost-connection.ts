/**
 * The work of a transaction, unless its connection was lost under it: then it stays unanswered, and `begin`, which hears of the loss itself,
 * refuses the transaction. Were it refused here, postgres.js would send a rollback down the connection that is gone and end the whole
 * process with "Cannot read properties of null (reading 'write')" (3.4.9).
 */
export async function unlessLost<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isLost(error)) throw error;
    return new Promise<never>(() => {});
  }
}

/** postgres.js alone uses this code; drizzle wraps the error that carries it. */
function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as { code?: unknown }).code === "CONNECTION_CLOSED" || isLost(error.cause);
}
