import { expect, test } from "vitest";
import { isSameOrigin } from "@/lib/auth/same-origin";

test.each([
  ["our own page", { origin: "https://reports.example.com", host: "reports.example.com" }, true],
  ["our own page on a port", { origin: "http://localhost:3000", host: "localhost:3000" }, true],
  [
    "our own page behind a proxy",
    {
      origin: "https://reports.example.com",
      host: "10.0.0.1:3000",
      "x-forwarded-host": "reports.example.com",
    },
    true,
  ],
  ["another site", { origin: "https://evil.example", host: "reports.example.com" }, false],
  ["another port", { origin: "http://localhost:4000", host: "localhost:3000" }, false],
  ["a sandboxed frame", { origin: "null", host: "reports.example.com" }, false],
  ["no origin at all", { host: "reports.example.com" }, false],
])("%s is %s", (_who, headers, same) => {
  expect(isSameOrigin(new Headers(headers as Record<string, string>))).toBe(same);
});
