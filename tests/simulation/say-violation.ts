import type { SimulationResult } from "@/tests/simulation/simulate";

/** Where a rule did not hold and how to see it again. */
export function sayViolation(
  violation: NonNullable<SimulationResult["violation"]>,
  { seed, clients }: { readonly seed: number; readonly clients: number },
): string {
  const { rule, night, date, client, day, expected, found } = violation;
  return [
    `VIOLATED: ${rule}`,
    `  night ${night} (by ${date}), ${client ?? "all clients"}${day === null ? "" : `, ${day}`}`,
    `  expected ${expected}`,
    `  found    ${found}`,
    `  again    npm run simulate -- --seed ${seed} --nights ${night} --clients ${clients}`,
  ].join("\n");
}
