import net, { type AddressInfo } from "node:net";
import { pick, within } from "@/tests/robustness/support/chance";

/** What becomes of one answer on its way through. */
export type Fate = "passes" | "drops" | "delays" | "hangs" | "truncates" | "resets" | "trickles";

export interface ChaosProxy {
  readonly url: string;
  /** How often each fate was drawn. */
  readonly drawn: Readonly<Record<Fate, number>>;
  close(): Promise<void>;
}

const bad = ["drops", "delays", "hangs", "truncates", "resets", "trickles"] as const;

/**
 * A TCP proxy in front of `port` that breaks connections by chance: of the answers, `share` meet one of the fates. It knows nothing of HTTP:
 * an answer is what comes back after something was sent.
 */
export async function startChaosProxy(
  port: number,
  share: number,
  random: () => number,
): Promise<ChaosProxy> {
  const drawn: Record<Fate, number> = {
    passes: 0,
    drops: 0,
    delays: 0,
    hangs: 0,
    truncates: 0,
    resets: 0,
    trickles: 0,
  };
  const open = new Set<net.Socket>();
  const server = net.createServer((caller) => {
    const meta = net.connect(port, "127.0.0.1");
    for (const socket of [caller, meta]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.once("close", () => {
        open.delete(socket);
        caller.destroy();
        meta.destroy();
      });
    }
    let fate: Fate = "passes";
    let left = 0;
    caller.on("data", (chunk) => {
      fate = random() < share ? pick(random, bad) : "passes";
      drawn[fate] += 1;
      // Where an answer breaks: within its head, its rows, or before its first byte.
      left = within(random, pick(random, [1, 200, 2_000, 8_000]));
      if (fate === "drops") return void caller.destroy();
      meta.write(chunk);
    });
    meta.on("data", (chunk) => {
      switch (fate) {
        case "drops":
        case "hangs":
          return;
        case "delays":
          return void setTimeout(() => caller.write(chunk), 20 + within(random, 60));
        case "trickles":
          return void trickle(caller, chunk);
        case "truncates":
        case "resets":
          if (chunk.length <= left) {
            left -= chunk.length;
            return void caller.write(chunk);
          }
          caller.write(chunk.subarray(0, left), () =>
            fate === "resets" ? caller.resetAndDestroy() : caller.end(),
          );
          meta.pause();
          return;
        case "passes":
          return void caller.write(chunk);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    drawn,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** In four pieces with a pause between. */
function trickle(caller: net.Socket, chunk: Buffer): void {
  const piece = Math.ceil(chunk.length / 4);
  for (let index = 0; index < 4; index += 1)
    setTimeout(() => {
      if (!caller.destroyed) caller.write(chunk.subarray(index * piece, (index + 1) * piece));
    }, index * 8);
}
