import { hash, randomBytes } from "node:crypto";

/** A new secret of 256 random bits, as it stands in the address. It is shown once and never stored. */
export function newShareToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored and looked up instead of the secret: its SHA-256. */
export function hashShareToken(token: string): Buffer {
  return hash("sha256", token, "buffer");
}
