/**
 * Real clients only; demo ones stand alone where nothing else is there (incident 22: demo clients were visible among real ones).
 * In SQL: shown-clients.ts. `onlyDemo` is true when all that is left is made up, so that the screen says so.
 */
export function withoutDemo<Client extends { readonly isDemo: boolean }>(
  clients: readonly Client[],
): { readonly clients: readonly Client[]; readonly onlyDemo: boolean } {
  const real = clients.filter((client) => !client.isDemo);
  return real.length > 0 ? { clients: real, onlyDemo: false } : { clients, onlyDemo: clients.length > 0 };
}
