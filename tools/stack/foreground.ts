/** Resolves on the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });
}

/** Ends the process with one sentence. */
export function failClearly(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
