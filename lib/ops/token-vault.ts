import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Keys by id; the first encrypts, any may decrypt, so that keys rotate without downtime. */
export type Keyring = ReadonlyMap<string, Buffer>;

export interface SealedToken {
  readonly keyId: string;
  /** base64 of nonce (12), tag (16) and ciphertext. */
  readonly ciphertext: string;
}

/** Encrypts a Meta token with AES-256-GCM (R12). */
export function sealToken(keys: Keyring, token: string): SealedToken {
  const first = keys.entries().next().value;
  if (!first) throw new Error("ENCRYPTION_KEYS holds no key.");
  const [keyId, key] = first;
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(keyId));
  const body = Buffer.concat([cipher.update(token, "utf8"), cipher.final()]);
  return { keyId, ciphertext: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64") };
}

/** Decrypts a sealed token; an error when its key is not in the ring or the text was altered. */
export function openToken(keys: Keyring, sealed: SealedToken): string {
  const key = keys.get(sealed.keyId);
  if (!key)
    throw new Error(`ENCRYPTION_KEYS has no key "${sealed.keyId}" that a stored token was encrypted with.`);
  const bytes = Buffer.from(sealed.ciphertext, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(sealed.keyId));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}
