import { expect, test } from "vitest";
import { rangesOf } from "@/app/(staff)/reports/checklist/collect-ranges";

test("days that stand together are one range, over the end of a month too, whatever their order; each once", () => {
  expect(rangesOf(["2026-11-01", "2026-10-31", "2026-10-10", "2026-10-31"])).toEqual([
    { since: "2026-10-10", until: "2026-10-10" },
    { since: "2026-10-31", until: "2026-11-01" },
  ]);
  expect(rangesOf([])).toEqual([]);
});
