import { Temporal } from "temporal-polyfill";
import { afterEach, expect, test, vi } from "vitest";
import { passcodeCookie, provenPasscode } from "@/lib/sharing/passcode-cookie";
import { deriveShareKeys, hashAddress } from "@/lib/sharing/share-keys";
import { newShareToken } from "@/lib/sharing/share-token";

const ring = (...bytes: number[]) =>
  deriveShareKeys(new Map(bytes.map((b) => [`k${b}`, Buffer.alloc(32, b)])));
const keys = ring(1);
const now = Temporal.Instant.from("2026-11-04T08:00:00Z");
const token = newShareToken();
const cookie = passcodeCookie(keys, token, 3, now);
afterEach(() => vi.unstubAllEnvs());
const sent = cookie.split(";")[0] ?? "";

test("a right passcode's cookie is kept from scripts, plain HTTP and every other address, for 12 hours", () => {
  vi.stubEnv("APP_URL", "https://portal.example");
  expect(passcodeCookie(keys, token, 3, now).split("; ").slice(1)).toEqual([
    `Path=/r/${token}`,
    "Max-Age=43200",
    "HttpOnly",
    "Secure",
    "SameSite=Lax",
  ]);
  expect(provenPasscode(keys, token, `a=b; ${sent}; c=d`, now)).toBe(3);
  const later = (hours: number) => provenPasscode(keys, token, sent, now.add({ minutes: hours * 60 - 1 }));
  expect([later(12), later(12.1)]).toEqual([3, null]);
});

test("on a portal without TLS, as at home, a browser keeps the cookie too", () => {
  vi.stubEnv("APP_URL", "http://127.0.0.1:3000");
  expect(passcodeCookie(keys, token, 3, now).split("; ").slice(1)).toEqual([
    `Path=/r/${token}`,
    "Max-Age=43200",
    "HttpOnly",
    "SameSite=Lax",
  ]);
});

test("a cookie proves nothing for another link, another version, a longer time or a key that is gone", () => {
  expect(provenPasscode(keys, newShareToken(), sent, now)).toBeNull();
  expect(provenPasscode(keys, token, sent.replace("=3.", "=4."), now)).toBeNull();
  expect(provenPasscode(keys, token, sent.replace(/\.(\d)/, ".9"), now)).toBeNull();
  expect(provenPasscode(keys, token, sent.slice(0, -3), now)).toBeNull();
  expect(provenPasscode(ring(2), token, sent, now)).toBeNull();
  expect(provenPasscode(ring(2, 1), token, sent, now)).toBe(3);
  for (const nonsense of [null, "", "plumbline_share=", "plumbline_share=1.2.3", "plumbline_share=x.y.z"])
    expect(provenPasscode(keys, token, nonsense, now)).toBeNull();
});

test("an address is stored as a hash that nobody makes without the key", () => {
  expect(hashAddress(keys, "192.0.2.1", token)).toHaveLength(32);
  expect(hashAddress(keys, "192.0.2.1", token)).not.toEqual(hashAddress(ring(2), "192.0.2.1", token));
  expect(hashAddress(keys, "192.0.2.1", token)).not.toEqual(hashAddress(keys, "192.0.2.2", token));
});

test("a known address is the same at every link, unknown ones only at one", () => {
  expect(hashAddress(keys, "192.0.2.1", token)).toEqual(hashAddress(keys, "192.0.2.1", "another"));
  expect(hashAddress(keys, null, token)).toEqual(hashAddress(keys, null, token));
  expect(hashAddress(keys, null, token)).not.toEqual(hashAddress(keys, null, "another"));
});
