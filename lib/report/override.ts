import type { Report } from "@/lib/report/document";
import { type Blocker, shortestOverrideReason, whatBlocks } from "@/lib/report/publishing-rules";
import { typedWords } from "@/lib/values/typed-words";

/** Whether a document may be frozen: freely, with the reason that lifts what stands against it, or not (R11). */
export type Permission =
  | { readonly kind: "free"; readonly reason: null; readonly lifted: readonly [] }
  | { readonly kind: "overridden"; readonly reason: string; readonly lifted: readonly Blocker[] }
  | { readonly kind: "blocked"; readonly reasons: readonly Blocker[] }
  | { readonly kind: "reason_too_short" };

/** Fail closed: what blocks is lifted by a reason of at least 20 characters, where it can be lifted at all. A reason that nothing needs is dropped. */
export function permissionOf(report: Report, overrideReason: string | undefined): Permission {
  const blockers = whatBlocks(report);
  const reason = overrideReason === undefined ? undefined : typedWords(overrideReason);
  if (blockers.length === 0) return { kind: "free", reason: null, lifted: [] };
  if (!reason || !blockers.every(({ overridable }) => overridable)) {
    return { kind: "blocked", reasons: blockers };
  }
  if ([...reason].length < shortestOverrideReason) return { kind: "reason_too_short" };
  return { kind: "overridden", reason, lifted: blockers };
}
