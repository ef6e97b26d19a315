import { expect, it } from "vitest";
import { createRedactor } from "@/lib/graph/redact";

const redact = createRedactor(["12|app secret", "s3cret", ""]);

it.each([
  ["token s3cret was refused", "token [redacted] was refused"],
  ["12|app secret", "[redacted]"],
  ["12%7Capp%20secret", "[redacted]"],
  ["?access_token=other&limit=5", "?access_token=[redacted]&limit=5"],
  ['{"appsecret_proof": "abc"}', '{"appsecret_proof": "[redacted]"}'],
  ["input_token=abc", "input_token=[redacted]"],
  ["Authorization: Bearer abc.def", "Authorization: Bearer [redacted]"],
  ["Malformed access token EAABsbCS1iHgBAKZA9xyz", "Malformed access token [redacted]"],
  ["Kampania wiosna", "Kampania wiosna"],
])("%j becomes %j", (text, expected) => {
  expect(redact(text)).toBe(expected);
});

it("long texts are cut after the secrets are gone", () => {
  const text = `${"x".repeat(995)}s3cret${"y".repeat(500)}`;
  expect(redact(text)).toHaveLength(1_000);
  expect(redact(text)).not.toContain("s3cr");
});
