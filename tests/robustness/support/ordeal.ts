import { randomOf } from "@/tools/simulator/random";

/** How long an ordeal is, and the chance that decides it. */
export interface Ordeal {
  /** The long form was asked for (`npm run ordeal`). */
  readonly isLong: boolean;
  readonly count: number;
  readonly seed: number;
  /** 0 ≤ x < 1, from the seed alone. */
  readonly random: () => number;
  /** The line that runs exactly this again; part of every failure. */
  readonly replay: string;
}

export type OrdealName = "kills" | "postgres" | "scheduler" | "faults" | "answers" | "clock" | "proxy";

/**
 * The short form for `npm test`, or the long one when `npm run ordeal` set ORDEAL_COUNT. Without ORDEAL_SEED the short form has always the
 * same seed: a red `npm test` is red again.
 */
export function ordeal(name: OrdealName, shortCount: number): Ordeal {
  const asked = process.env.ORDEAL_COUNT;
  const count = asked === undefined ? shortCount : Number(asked);
  const seed = Number(process.env.ORDEAL_SEED ?? 1);
  return {
    isLong: asked !== undefined,
    count,
    seed,
    random: randomOf(seed),
    replay: `npm run ordeal -- ${name} --count ${count} --seed ${seed}`,
  };
}

/** A time-out for vitest: none to speak of in the long form. */
export const patience = (shortMs: number): number =>
  process.env.ORDEAL_COUNT === undefined ? shortMs : 6 * 3_600_000;

/** What an ordeal came to, on a line of its own: the long runs are recorded from it. */
export function report(name: OrdealName, facts: Readonly<Record<string, string | number>>): void {
  const text = Object.entries(facts).map(([key, value]) => `${key} ${value}`);
  console.log(`ordeal ${name}: ${text.join(" · ")}`);
}
