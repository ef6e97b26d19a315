import { expect, test } from "vitest";
import { nextPath } from "@/lib/auth/next-path";

test.each([
  ["/reports", "/reports"],
  ["/reports?client=hotel-jantar&period=2026-10", "/reports?client=hotel-jantar&period=2026-10"],
  [null, "/reports"],
  ["", "/reports"],
  ["/", "/reports"],
  ["reports", "/reports"],
  ["https://evil.example/reports", "/reports"],
  ["//evil.example/reports", "/reports"],
  ["/\\evil.example", "/reports"],
  ["/.//evil.example", "/reports"],
  ["/\t/evil.example", "/reports"],
  ["javascript:alert(1)", "/reports"],
  ["/sign-in?next=/reports", "/reports"],
  ["/sign-out", "/reports"],
])("after sign-in %j leads to %s", (asked, path) => {
  expect(nextPath(asked)).toBe(path);
});
