import { access, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { mutations } from "@/tests/simulation/mutations";

const patches = mutations.flatMap(({ name, patches }) => patches.map((patch) => ({ name, ...patch })));

test.each(patches)("$name: $file still holds what is broken in it, exactly once", async ({ file, from }) => {
  const text = await readFile(file, "utf8");
  expect(text.split(from)).toHaveLength(2);
});

test.each(mutations)("$name: the tests that are there to notice it exist", async ({ tests }) => {
  for (const file of tests) await expect(access(file)).resolves.toBeUndefined();
});
