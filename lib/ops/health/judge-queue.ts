import type { Backlog } from "@/lib/ops/backlog/read-backlog";
import type { Verdict } from "@/lib/ops/health/verdict";

/** Yesterday's figures that were free to be read for this long have nobody to read them: the queue is drained every five minutes. */
const patience = 3600;

/** Whether somebody works the queue off. Older days wait behind everybody's yesterday, for as long as that takes: they are said, not judged. */
export function judgeQueue({ jobs, ready, oldest_seconds: oldest }: Backlog): Verdict {
  if (jobs.ready === 0) return { state: "ok", detail: "Nothing waits." };
  const older = ready.older_days > 0 ? `${ready.older_days} with older days.` : "";
  if (oldest.newest_days === null) return { state: "ok", detail: older };
  const newest = `${ready.newest_days} waiting, the oldest for ${Math.round(oldest.newest_days / 60)} minutes.`;
  const detail = older ? `${newest} ${older}` : newest;
  return { state: oldest.newest_days > patience ? "failed" : "ok", detail };
}
