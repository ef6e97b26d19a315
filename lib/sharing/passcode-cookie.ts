import { createHmac, timingSafeEqual } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { secureCookies } from "@/lib/ops/secure-cookies";
import type { ShareKeys } from "@/lib/sharing/share-keys";
import { hashShareToken } from "@/lib/sharing/share-token";

const name = "plumbline_share";
/** How long a right passcode lasts in one browser. */
export const passcodeHours = 12;

/**
 * The cookie that proves a right passcode: `version.until.mac`, where the MAC is over the link's secret, the passcode's version and the end.
 * It opens no other link, no later passcode and no replaced secret. Sent over TLS only where the
 * portal is on TLS, never to scripts, never to another path.
 */
export function passcodeCookie(
  keys: ShareKeys,
  token: string,
  passcodeVersion: number,
  now: Temporal.Instant,
): string {
  const [key] = keys.cookie;
  if (!key) throw new Error("There is no key to sign with.");
  const until = Math.floor(now.epochMilliseconds / 1000) + passcodeHours * 3600;
  const claim = `${passcodeVersion}.${until}`;
  const value = `${claim}.${macOf(key, token, claim).toString("base64url")}`;
  return `${name}=${value}; Path=/r/${token}; Max-Age=${passcodeHours * 3600}; HttpOnly;${secureCookies() ? " Secure;" : ""} SameSite=Lax`;
}

/** The passcode version that a request's cookies prove for this link; null where none does. */
export function provenPasscode(
  keys: ShareKeys,
  token: string,
  cookieHeader: string | null,
  now: Temporal.Instant,
): number | null {
  for (const part of (cookieHeader ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key !== name || !value) continue;
    const [version = "", until = "", mac = ""] = value.split(".");
    if (!/^\d{1,9}$/.test(version) || !/^\d{1,12}$/.test(until)) continue;
    if (Number(until) * 1000 <= now.epochMilliseconds) continue;
    const given = Buffer.from(mac, "base64url");
    const right = keys.cookie.some((candidate) => {
      const expected = macOf(candidate, token, `${version}.${until}`);
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
    if (right) return Number(version);
  }
  return null;
}

function macOf(key: Buffer, token: string, claim: string): Buffer {
  return createHmac("sha256", key).update(hashShareToken(token)).update(claim).digest();
}
