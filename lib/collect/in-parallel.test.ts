import { expect, test } from "vitest";
import { inParallel } from "@/lib/collect/in-parallel";

test("works on so many at a time, in order", async () => {
  const begun: number[] = [];
  let atOnce = 0;
  let most = 0;
  await inParallel(2, [1, 2, 3, 4, 5], async (item) => {
    begun.push(item);
    atOnce += 1;
    most = Math.max(most, atOnce);
    await Promise.resolve();
    atOnce -= 1;
  });
  expect([begun, most]).toEqual([[1, 2, 3, 4, 5], 2]);
});

test("after one that throws none is begun, and those under way end first", async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const slow = Promise.withResolvers<void>();
  const all = inParallel(2, [1, 2, 3, 4], async (item) => {
    begun.push(item);
    if (item === 2) throw new Error("broken");
    await slow.promise;
    ended.push(item);
  });
  setImmediate(slow.resolve);
  await expect(all).rejects.toThrow("broken");
  expect([begun, ended]).toEqual([[1, 2], [1]]);
});
