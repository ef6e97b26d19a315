import type http from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Deviation } from "@/tools/simulator/faults";

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Writes the reply: whole, cut off, or in two halves with a pause. */
export async function sendReply(
  response: http.ServerResponse,
  reply: Reply,
  deviations: readonly Deviation[],
): Promise<void> {
  const bytes = Buffer.from(reply.body);
  if (deviations.some(({ kind }) => kind === "truncate")) {
    // Cut JSON in a complete HTTP answer, as a proxy that gave up leaves it (F19).
    response.writeHead(reply.status, reply.headers);
    response.end(bytes.subarray(0, Math.floor(bytes.length * 0.6)));
    return;
  }
  response.writeHead(reply.status, { ...reply.headers, "content-length": String(bytes.length) });
  const slow = deviations.find((one) => one.kind === "slow-body");
  if (slow?.kind !== "slow-body") {
    response.end(bytes);
    return;
  }
  const half = Math.floor(bytes.length / 2);
  response.write(bytes.subarray(0, half));
  await wait(slow.ms, undefined, { ref: false });
  response.end(bytes.subarray(half));
}
