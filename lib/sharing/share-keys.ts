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

/** What is stored of a visitor's network address: without the key nobody can find out which it was. Unknown addresses are one. */
export function hashAddress(keys: ShareKeys, address: string | null): Buffer {
  return createHmac("sha256", keys.address)
    .update(address ?? "unknown")
    .digest();
}
