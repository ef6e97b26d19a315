import { expect, test } from "vitest";
import { startReading } from "@/app/(staff)/reports/start-reading";

test("whether the page exists is known before its figures are read", async () => {
  let finish: (figure: number) => void = () => {};
  const { exists, answer } = startReading(async (decide) => {
    decide(false);
    return new Promise<number>((resolve) => {
      finish = resolve;
    });
  });
  expect(await exists).toBe(false);
  finish(214);
  expect(await answer).toBe(214);
});

test("a fault before the decision is the page's, a later one the answer's", async () => {
  const early = startReading(async () => {
    throw new Error("no database");
  });
  await expect(early.exists).rejects.toThrow("no database");
  const late = startReading(async (decide) => {
    decide(true);
    throw new Error("no figures");
  });
  expect(await late.exists).toBe(true);
  await expect(late.answer).rejects.toThrow("no figures");
});
