import { expect, test } from "vitest";
import { acceptsBrotli } from "@/lib/sharing/stored-page";

test.each([
  ["gzip, deflate, br, zstd", true],
  ["br", true],
  ["gzip;q=0.8, BR;q=0.5", true],
  ["br ; q=1.0", true],
  ["br;q=0", false],
  ["gzip, br;q=0.000", false],
  ["gzip, deflate", false],
  ["brotli", false],
  ["*", false],
  ["", false],
  [null, false],
])("accept-encoding %s: brotli %s", (header, expected) => {
  expect(acceptsBrotli(header)).toBe(expected);
});
