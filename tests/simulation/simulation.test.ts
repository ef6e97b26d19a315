import { expect, inject, test } from "vitest";
import { sayViolation } from "@/tests/simulation/say-violation";
import { type SimulationResult, simulate } from "@/tests/simulation/simulate";

test("300 client-nights with everything that can go wrong break no rule, and the same seed takes the same steps", async () => {
  const server = inject("postgres");
  const clients = 38;
  const result = await simulate(server, { seed: 17, nights: 8, clients });
  expect(result.violation && sayViolation(result.violation, { seed: 17, clients })).toBeNull();
  expect(result.clientNights).toBe(304);

  // Twice the same: on a busy machine one run in many takes other steps than the seed says (README, Known fault); then two of three have to agree.
  const few = { seed: 4, nights: 2, clients: 3 };
  const runs = [await simulate(server, few), await simulate(server, few)].map(stepsOf);
  if (runs[0] !== runs[1]) runs.push(stepsOf(await simulate(server, few)));
  expect(new Set(runs).size, runs.join("\n")).toBeLessThan(Math.max(runs.length, 2));
}, 1_200_000);

/** All of a result but the digest of the end state, which is in doubt on a busy machine. */
function stepsOf({ digest: _, ...result }: SimulationResult): string {
  return JSON.stringify(result);
}
