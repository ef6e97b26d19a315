import { newShareToken } from "@/lib/sharing/share-token";
import { median, type Ratio } from "@/tools/bench/ratio";
import type { BenchLinks } from "@/tools/bench/report/seed-links";

/** Requests of each kind, one after the other, the kinds in turns. */
const rounds = 1_500;
const warmUp = 100;

/**
 * S2: how long a link that was expired, paused or revoked takes to answer, against one that never was. Whoever measures it must not learn which
 * secrets exist. The ratio is the larger of the two directions: neither slower nor faster by more than 3 %.
 */
export async function compareRefusals(url: string, { closed }: BenchLinks): Promise<Ratio[]> {
  const kinds = Object.entries(closed).map(([why, { token }]) => ({ why, token, ms: [] as number[] }));
  // One secret again and again, as of the others: the server keeps what it has worked out of an address.
  const unknown = { why: "unknown", token: newShareToken(), ms: [] as number[] };
  for (let round = 0; round < rounds + warmUp; round += 1) {
    // Each kind comes after each other one as often.
    const order = [unknown, ...kinds];
    const first = round % order.length;
    for (const kind of [...order.slice(first), ...order.slice(0, first)]) {
      const began = performance.now();
      const answer = await fetch(`${url}/r/${kind.token}`);
      await answer.arrayBuffer();
      const ms = performance.now() - began;
      if (answer.status !== 404) throw new Error(`A link that is ${kind.why} answers ${answer.status}.`);
      if (round >= warmUp) kind.ms.push(ms);
    }
  }
  const usual = median(unknown.ms);
  return kinds.map(({ why, ms }) => {
    const ratio = median(ms) / usual;
    return {
      goal: "S2",
      what: `median time of a link that is ${why}, in the direction that differs,`,
      against: "an unknown link",
      ratio: Math.max(ratio, 1 / ratio),
      reach: 1.03,
      better: "lower",
    };
  });
}
