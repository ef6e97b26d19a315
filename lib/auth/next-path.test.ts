import { expect, test } from "vitest";
import { nextPath } from "@/lib/auth/next-path";

test.each([
  ["/reports", "/reports"],
  ["/reports?client=hotel-jantar&period=2026-10", "/reports?client=hotel-jantar&period=2026-10"],
  [null, "/"],
  ["", "/"],
  ["/", "/"],
  ["reports", "/"],
  ["https://evil.example/reports", "/"],
  ["//evil.example/reports", "/"],
  ["/\\evil.example", "/"],
  ["/.//evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/sign-in?next=/reports", "/"],
  ["/sign-out", "/"],
])("after sign-in %j leads to %s", (asked, path) => {
  expect(nextPath(asked)).toBe(path);
});
