import { createHmac, hkdfSync } from "node:crypto";
import type { Keyring } from "@/lib/ops/token-vault";

const purposes = { cookie: "plumbline share cookie v1", address: "plumbline share address v1" } as const;

/** Keys of a shared link's own, derived from `ENCRYPTION_KEYS`; the first signs, any verifies, so that keys rotate without asking anybody again. */
export interface ShareKeys {
  readonly cookie: readonly Buffer[];
  readonly address: Buffer;
}

/** Derives them (HKDF-SHA-256, 32 bytes each). An error without any key: nothing opens by accident (R11). */
export function deriveShareKeys(keyring: Keyring): ShareKeys {
  const derive = (key: Buffer, purpose: keyof typeof purposes) =>
    Buffer.from(hkdfSync("sha256", key, Buffer.alloc(0), purposes[purpose], 32));
  const [first] = keyring.values();
  if (!first) throw new Error("ENCRYPTION_KEYS holds no key.");
  return {
    cookie: [...keyring.values()].map((key) => derive(key, "cookie")),
    address: derive(first, "address"),
  };
}

/**
 * The secret of the link in one mail: made from the newest key and the message's own key, so that every try of sending it writes the same
 * address although only its hash is stored. 256 bits, like a random one to everybody who has not the key.
 */
export function mailLinkToken(keyring: Keyring, keyId: string, idempotencyKey: string): string {
  const key = keyring.get(keyId);
  if (!key) throw new Error(`ENCRYPTION_KEYS has no key "${keyId}" that a mail's link was made with.`);
  const derived = Buffer.from(hkdfSync("sha256", key, Buffer.alloc(0), "plumbline mail link v1", 32));
  return createHmac("sha256", derived).update(idempotencyKey).digest("base64url");
}

/**
 * What is stored of a visitor's network address: without the key nobody can find out which it was. Where the platform tells none, visitors of
 * one link are one: of all links together, somebody's wrong passcodes would lock everybody out of every link.
 */
export function hashAddress(keys: ShareKeys, address: string | null, token: string): Buffer {
  return createHmac("sha256", keys.address)
    .update(address ?? `unknown ${token}`)
    .digest();
}
