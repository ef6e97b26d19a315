/** Codes of a connection that was never made or was lost, and those of a Postgres that is starting, stopping or full. */
const codes =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ENOENT|EAI_AGAIN|ETIMEDOUT|EPIPE|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|57P0[123]|53300|08...)$/;

/** Whether an error says that the database could not be asked, rather than what it answered. */
export function isUnreachable(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ("code" in at && typeof at.code === "string" && codes.test(at.code)) return true;
  }
  return false;
}
