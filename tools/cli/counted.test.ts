import { expect, test } from "vitest";
import { counted } from "@/tools/cli/counted";

test.each([
  [0, "0 findings"],
  [1, "1 finding"],
  [2, "2 findings"],
])("%i is said as %s", (count, text) => expect(counted(count, "finding")).toBe(text));
