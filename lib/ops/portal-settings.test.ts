import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { envNames } from "@/lib/ops/env";
import { checkPortalSettings } from "@/lib/ops/portal-settings";
import { secureCookies } from "@/lib/ops/secure-cookies";

const whole = {
  DATABASE_URL: "postgres://portal:word@127.0.0.1:5432/postgres",
  NEXT_PUBLIC_SUPABASE_URL: "https://project.supabase.co",
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: "publishable",
  SUPABASE_SECRET_KEY: "secret",
  APP_URL: "https://reports.example.com",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
};

beforeEach(() => {
  for (const name of envNames) vi.stubEnv(name, "");
  for (const [name, value] of Object.entries(whole)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

test("the portal starts with what it needs", () => {
  expect(() => checkPortalSettings()).not.toThrow();
});

test.each(Object.keys(whole))("without %s it does not start, and says so", (name) => {
  vi.stubEnv(name, "");
  expect(() => checkPortalSettings()).toThrow(
    new RegExp(`^${name} is not set: it is .+\\. See \\.env\\.example\\.$`),
  );
});

test("what may be left out must be well-formed where it is set", () => {
  vi.stubEnv("SLACK_WEBHOOK_URL", "hooks");
  expect(() => checkPortalSettings()).toThrow(/^SLACK_WEBHOOK_URL .* must be an http or https address\.$/);
});

test("all that is missing or malformed is named at once", () => {
  vi.stubEnv("APP_URL", "portal");
  vi.stubEnv("ENCRYPTION_KEYS", "");
  vi.stubEnv("LOG_LEVEL", "loud");
  expect(() => checkPortalSettings()).toThrow(/APP_URL[\s\S]*ENCRYPTION_KEYS[\s\S]*LOG_LEVEL/);
});

test.each([
  ["", true],
  ["https://reports.example.com", true],
  ["http://127.0.0.1:3000", false],
  ["HTTP://127.0.0.1:3000", false],
])("cookies go over TLS only unless the portal's address is plain http (APP_URL=%s)", (address, secure) => {
  vi.stubEnv("APP_URL", address);
  expect(secureCookies()).toBe(secure);
});
