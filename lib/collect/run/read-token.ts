import { eq } from "drizzle-orm";
import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import { connections } from "@/lib/db/schema/accounts";
import { openToken } from "@/lib/ops/token-vault";

/** The portal itself is not set up to read this account; nobody at Meta was asked. */
export class NotConfigured extends Error {
  override readonly name = "NotConfigured";
}

/**
 * The Meta token that an account is read with: its connection's, else `META_ACCESS_TOKEN` (R12: it goes nowhere but into the client).
 *
 * @throws NotConfigured without a token or without the key it was encrypted with.
 */
export async function readToken(collector: Collector, account: CollectAccount): Promise<string> {
  const { connectionId } = account;
  if (connectionId === null) {
    if (collector.envToken) return collector.envToken;
    throw new NotConfigured("The account names no connection and META_ACCESS_TOKEN is not set.");
  }
  const [sealed] = await collector.db.asCollector((tx) =>
    tx
      .select({ ciphertext: connections.tokenCiphertext, keyId: connections.tokenKeyId })
      .from(connections)
      .where(eq(connections.id, connectionId)),
  );
  if (!sealed) throw new NotConfigured("The account's connection does not exist any more.");
  try {
    return openToken(collector.keys(), sealed);
  } catch (error) {
    throw new NotConfigured(error instanceof Error ? error.message : "The stored token cannot be opened.");
  }
}
