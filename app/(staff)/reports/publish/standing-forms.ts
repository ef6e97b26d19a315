import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import type { PublishingAct } from "@/app/(staff)/reports/publish/publishing-form";

/** The forms that stand in the publish panel; `changed`: something reads otherwise than the version that is out. */
export function standingForms(
  { mayChange, publication, blockers }: ClientMonth,
  changed: boolean,
): readonly PublishingAct[] {
  if (!mayChange || (publication?.withdrawn === null && !changed)) {
    return mayChange ? ["withdraw"] : [];
  }
  const firm = blockers.some(({ overridable }) => !overridable);
  if (!publication) return firm ? [] : ["publish"];
  const correct = firm ? [] : (["correct"] as const);
  return publication.withdrawn ? correct : [...correct, "withdraw"];
}
