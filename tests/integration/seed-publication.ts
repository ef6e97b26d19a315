import { createHash } from "node:crypto";
import type { Database } from "@/lib/db/database";
import { publications, reports } from "@/lib/db/schema/publications";
import { admin, type CastClient } from "@/tests/integration/cast";

/** Stores a publication with these very bytes, for tests that are about the gate and not about what is in it. */
export async function seedPublication(
  db: Database,
  client: CastClient,
  args: {
    readonly month: string;
    readonly version?: number;
    readonly html: string;
    readonly document?: string;
  },
): Promise<string> {
  const sha = (data: string) => createHash("sha256").update(data).digest();
  const document = args.document ?? "{}";
  return db.asStaff(admin, async (tx) => {
    await tx
      .insert(reports)
      .values({ clientId: client.id, month: `${args.month}-01`, state: "published" })
      .onConflictDoNothing();
    const [row] = await tx
      .insert(publications)
      .values({
        clientId: client.id,
        month: `${args.month}-01`,
        version: args.version ?? 1,
        document,
        documentSha256: sha(document),
        html: Buffer.from(args.html),
        htmlSha256: sha(args.html),
        publishedBy: admin.name,
        publishedByStaffId: admin.staffId,
        why: (args.version ?? 1) > 1 ? "Meta restated the month." : null,
        publishedAt: new Date("2026-11-04T08:00:00Z"),
      })
      .returning({ id: publications.id });
    if (!row) throw new Error("no publication");
    return row.id;
  });
}
