import { hash, verify } from "@node-rs/argon2";

/** Characters of the shortest passcode that staff can set. With 480 tries a day it is not guessed before its link ends. */
export const shortestPasscode = 6;
export const longestPasscode = 100;

// OWASP, Password Storage Cheat Sheet: argon2id (the package's default, and the table refuses any other) with 19 MiB, 2 passes, 1 lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A passcode as it is hashed and compared: what looks the same on two keyboards is the same, and spaces around it do not count. */
function normal(passcode: string): string {
  return passcode.normalize("NFKC").trim();
}

/** True where a passcode is long enough and not too long, in characters. */
export function isPasscode(passcode: string): boolean {
  const length = [...normal(passcode)].length;
  return length >= shortestPasscode && length <= longestPasscode;
}

/** argon2id with a salt of its own, as text that carries its cost (`share_links.passcode_hash`). */
export async function hashPasscode(passcode: string): Promise<string> {
  return hash(normal(passcode), cost);
}

/** Whether this is the passcode behind the stored text. Slow on purpose: about 20 ms and 19 MiB. */
export async function isRightPasscode(stored: string, passcode: string): Promise<boolean> {
  return verify(stored, normal(passcode));
}
