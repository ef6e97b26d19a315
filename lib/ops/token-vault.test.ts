import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { openToken, sealToken } from "@/lib/ops/token-vault";

const old = ["k1", randomBytes(32)] as const;
const fresh = ["k2", randomBytes(32)] as const;

test("a token sealed with the old key opens after rotation, and new ones use the first key", () => {
  const sealed = sealToken(new Map([old]), "EAAtoken");
  const rotated = new Map([fresh, old]);
  expect(openToken(rotated, sealed)).toBe("EAAtoken");
  expect(sealToken(rotated, "EAAtoken").keyId).toBe("k2");
});

test("an altered ciphertext does not open", () => {
  const keys = new Map([old]);
  const sealed = sealToken(keys, "EAAtoken");
  const bytes = Buffer.from(sealed.ciphertext, "base64");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => openToken(keys, { ...sealed, ciphertext: bytes.toString("base64") })).toThrow();
});

test("a key that is gone is named", () => {
  const sealed = sealToken(new Map([old]), "EAAtoken");
  expect(() => openToken(new Map([fresh]), sealed)).toThrow(/no key "k1"/);
});
