import { eq } from "drizzle-orm";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { connections } from "@/lib/db/schema/accounts";
import { type Keyring, sealToken } from "@/lib/ops/token-vault";

/**
 * Stores a Meta token under a connection's name, encrypted (R12). `as`: for a new connection, in the place of an existing one's token, or
 * whichever it is; nothing is written where a new one is there already or an old one is not. The connection counts as working again until
 * Meta says otherwise, so that accounts that waited for it are planned at once (incident 31). A time for which Meta asked to be left alone is
 * none of the token's: it is kept, also the day after a block for policy (368), and what is planned is read when it is over.
 */
export async function setConnectionToken(args: {
  readonly db: Database;
  readonly actor: Actor;
  readonly keys: Keyring;
  readonly name: string;
  readonly token: string;
  readonly kind: "system_user" | "long_lived_user";
  readonly as: "new" | "replacement" | "either";
}): Promise<{ readonly kind: "added" | "replaced" | "already_there" | "not_there" }> {
  const { db, actor, name } = args;
  const sealed = sealToken(args.keys, args.token);
  const values = {
    kind: args.kind,
    tokenCiphertext: sealed.ciphertext,
    tokenKeyId: sealed.keyId,
    scopes: null,
    expiresAt: null,
    tokenFailedAt: null,
    state: "ok",
    stateReason: null,
    brokenSince: null,
  };
  return db.asStaff(actor, async (tx) => {
    const [added] =
      args.as === "replacement"
        ? []
        : await tx
            .insert(connections)
            .values({ name, ...values })
            .onConflictDoNothing({ target: connections.name })
            .returning({ id: connections.id });
    if (!added) {
      if (args.as === "new") return { kind: "already_there" };
      const replaced = await tx
        .update(connections)
        .set(values)
        .where(eq(connections.name, name))
        .returning({ id: connections.id });
      if (replaced.length === 0) return { kind: "not_there" };
    }
    await recordAudit(tx, actor, {
      action: added ? "connection.add" : "connection.set_token",
      subject: name,
      detail: { key: sealed.keyId },
    });
    return { kind: added ? "added" : "replaced" };
  });
}
