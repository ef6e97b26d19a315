import type { z } from "zod";
import type { Accepted } from "@/lib/graph/wire";

/** Reads a body by its schema; a refusal names the first field that is wrong, never its content. */
export function acceptShape<T>(schema: z.ZodType<T>, body: unknown): Accepted<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  return {
    ok: false,
    reason: "shape",
    message: `${where ? `${where}: ` : ""}${issue?.message ?? "unknown shape"}.`,
  };
}
