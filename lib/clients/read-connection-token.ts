import { eq } from "drizzle-orm";
import type { CollectorTx } from "@/lib/db/database";
import { connections } from "@/lib/db/schema/accounts";
import { type Keyring, openToken } from "@/lib/ops/token-vault";

/** The Meta token of a connection, decrypted; null when no connection has this name. Only the collector's role may read it (R12). */
export async function readConnectionToken(
  tx: CollectorTx,
  keys: Keyring,
  name: string,
): Promise<string | null> {
  const [found] = await tx
    .select({ ciphertext: connections.tokenCiphertext, keyId: connections.tokenKeyId })
    .from(connections)
    .where(eq(connections.name, name));
  return found ? openToken(keys, found) : null;
}
