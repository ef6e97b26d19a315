import { expect, test } from "vitest";
import { EnvError } from "@/lib/ops/env";
import { portalPort } from "@/tools/stack/foreground";

test.each([
  ["", 3000],
  ["8080", 8080],
])("PORT=%j is port %i", (text, port) => {
  expect(portalPort(text)).toBe(port);
});

test.each(["0", "65536", "http", "30 00", "-1", "3000.5"])("PORT=%j is refused in one sentence", (text) => {
  expect(() => portalPort(text)).toThrow(EnvError);
  expect(() => portalPort(text)).toThrow(/^PORT .* from 1 to 65535, not ".*"\.$/);
});
