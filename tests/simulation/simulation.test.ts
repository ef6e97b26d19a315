import { expect, inject, test } from "vitest";
import { sayViolation } from "@/tests/simulation/say-violation";
import { simulate } from "@/tests/simulation/simulate";

test("300 client-nights with everything that can go wrong break no rule, and the same seed ends with the same rows", async () => {
  const server = inject("postgres");
  const clients = 38;
  const result = await simulate(server, { seed: 17, nights: 8, clients });
  expect(result.violation && sayViolation(result.violation, { seed: 17, clients })).toBeNull();
  expect(result.clientNights).toBe(304);

  const few = { seed: 4, nights: 2, clients: 3 };
  expect(await simulate(server, few)).toEqual(await simulate(server, few));
}, 1_200_000);
