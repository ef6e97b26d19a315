const million = 1_000_000;
const plain = /^\d+(\.\d+)?$/;

/** Where the cells end, counted in the smallest units of a whole: `ends.at(-1)` is the whole. */
export type Ends = readonly number[];

export interface Shared {
  /** The part of each cell as a decimal string; together exactly the whole. */
  readonly parts: readonly string[];
  readonly ends: Ends;
}

/** The ends of cells of these shares in a whole of a million, moved by chance. */
export function endsOf(shares: readonly number[], random: () => number): Ends {
  const moved = shares.map((share) => share * (0.7 + random() * 0.6));
  const total = moved.reduce((sum, one) => sum + one, 0);
  let passed = 0;
  return moved.map((one, index) => {
    passed += one;
    return index === moved.length - 1 ? million : Math.round((passed / total) * million);
  });
}

/** How parts are rounded: all up or all down as far as one has come, or by a phase, 0 ≤ x < 1, that lets chance say which cell gets the odd unit. */
export type Rounds = "up" | "down" | number;

/**
 * Shares a decimal string out to cells. The units of the smaller figure are spread evenly over those of the larger one that `along` cuts
 * up, so that a cell never has more clicks than impressions. null for what is no plain number.
 */
export function shareOut(text: string, along: Ends, rounds: Rounds = "up"): Shared | null {
  const whole = along.at(-1) ?? 0;
  if (!plain.test(text) || whole === 0) return null;
  const scale = text.split(".")[1]?.length ?? 0;
  const units = Number(text.replace(".", ""));
  const ends = along.map((end) => proportion(end, units, whole, rounds));
  return { ends, parts: ends.map((end, index) => decimal(end - (ends[index - 1] ?? 0), scale)) };
}

/** end × units ÷ whole, rounded, exactly also where the product is too large for a number. */
function proportion(end: number, units: number, whole: number, rounds: Rounds): number {
  const extra = rounds === "up" ? whole - 1 : rounds === "down" ? 0 : Math.floor(rounds * whole);
  const product = end * units + extra;
  if (Number.isSafeInteger(product)) return Math.floor(product / whole);
  return Number((BigInt(end) * BigInt(units) + BigInt(extra)) / BigInt(whole));
}

function decimal(units: number, scale: number): string {
  if (scale === 0) return String(units);
  const digits = String(units).padStart(scale + 1, "0");
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, "");
}
