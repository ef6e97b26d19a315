import { eq } from "drizzle-orm";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { connections } from "@/lib/db/schema/accounts";
import { type Keyring, sealToken } from "@/lib/ops/token-vault";

/**
 * Stores a Meta token under a connection's name, encrypted (R12); a new name makes the connection. The connection counts as working
 * again until Meta says otherwise, so that accounts that waited for it are planned at once (incident 31).
 */
export async function setConnectionToken(args: {
  readonly db: Database;
  readonly actor: Actor;
  readonly keys: Keyring;
  readonly name: string;
  readonly token: string;
  readonly kind: "system_user" | "long_lived_user";
}): Promise<{ readonly kind: "added" | "replaced" }> {
  const { db, actor, name } = args;
  const sealed = sealToken(args.keys, args.token);
  const values = {
    kind: args.kind,
    tokenCiphertext: sealed.ciphertext,
    tokenKeyId: sealed.keyId,
    scopes: null,
    expiresAt: null,
    state: "ok",
    stateReason: null,
    brokenSince: null,
  };
  return db.asStaff(actor, async (tx) => {
    const [added] = await tx
      .insert(connections)
      .values({ name, ...values })
      .onConflictDoNothing({ target: connections.name })
      .returning({ id: connections.id });
    if (!added) await tx.update(connections).set(values).where(eq(connections.name, name));
    await recordAudit(tx, actor, {
      action: added ? "connection.add" : "connection.set_token",
      subject: name,
      detail: { key: sealed.keyId },
    });
    return { kind: added ? "added" : "replaced" };
  });
}
