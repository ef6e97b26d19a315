import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { codeMinutes } from "@/lib/auth/sign-in/sign-in-service";

test("a code works as long as the sign-in page says", () => {
  const config = readFileSync("supabase/config.toml", "utf8");
  expect(Number(/^otp_expiry = (\d+)$/m.exec(config)?.[1])).toBe(codeMinutes * 60);
  expect(Number(/^otp_length = (\d+)$/m.exec(config)?.[1])).toBe(6);
});
