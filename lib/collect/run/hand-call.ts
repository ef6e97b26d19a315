import { sql } from "drizzle-orm";
import { z } from "zod";
import { mayChange } from "@/lib/auth/may-change";
import type { Collector } from "@/lib/collect/collector";
import { type HandSelection, planByHand, WrongSelection } from "@/lib/collect/plan/plan-by-hand";
import { openQueue } from "@/lib/collect/plan/queue";
import type { PlaceLimits } from "@/lib/collect/run/collect-place";
import { finishRun } from "@/lib/collect/run/run-collection";
import { nothingPlanned, type RunResult } from "@/lib/collect/run/run-result";
import type { Actor, Database } from "@/lib/db/database";
import { type CalendarDay, isCalendarDay } from "@/lib/values/calendar-day";

const day = z.custom<CalendarDay>(
  (value) => typeof value === "string" && isCalendarDay(value),
  "must be a day written as YYYY-MM-DD",
);

/** Body of `POST /api/automated/daily-kpi-collection` (architecture.md §5). */
export const handCallInput = z.strictObject({
  clients: z.array(z.string().min(1).max(100)).min(1).max(500).optional(),
  since: day.optional(),
  until: day.optional(),
});

/**
 * Reads the body of a call by hand; an empty one asks for everything.
 *
 * @throws WrongSelection with one sentence for whoever called.
 */
export function readHandCall(text: string): HandSelection {
  let body: unknown;
  try {
    body = text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    throw new WrongSelection("The body is not JSON.");
  }
  const parsed = handCallInput.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".");
  throw new WrongSelection(
    `The body is wrong${where ? ` at ${where}` : ""}: ${issue?.message ?? "unreadable"}.`,
  );
}

/** Whether a person may collect these clients again: an admin all, a manager those that are theirs (product.md, Who may do what). */
export async function mayCollect(db: Database, actor: Actor, { clients }: HandSelection): Promise<boolean> {
  if (actor.role !== "manager") return actor.role === "admin";
  if (!clients) return false;
  const managed = await db.asStaff(actor, (tx) =>
    tx.execute<{ slug: string; manager_id: string | null }>(sql`
      select slug, manager_id from clients where slug = any(${sql.param(`{${clients.map((slug) => JSON.stringify(slug)).join(",")}}`)}::text[])`),
  );
  const bySlug = new Map(managed.map((row) => [row.slug, row.manager_id]));
  return clients.every(
    (slug) => bySlug.has(slug) && mayChange(actor, { managerId: bySlug.get(slug) ?? null }),
  );
}

/** Collects what a person asked for within the call; what does not fit is left to the queue. */
export async function collectByHand(
  collector: Collector,
  selection: HandSelection,
  requestedBy: string,
  limits: PlaceLimits,
): Promise<RunResult> {
  const queue = await openQueue(collector.db);
  try {
    const planned = await planByHand(collector, selection, { trigger: "manual", requestedBy }, queue);
    if (!planned) return nothingPlanned;
    return await finishRun(collector, planned, { limits, patienceMs: 0 });
  } finally {
    await queue.close();
  }
}
