"use client";

import { unstable_rethrow } from "next/navigation";
import { useSyncExternalStore } from "react";
import { faultWords } from "@/components/shell/fault-words";

/** What a form's server action is for `useActionState`. */
type SentTo<Answer> = (before: Answer | null, form: FormData) => Promise<Answer | null>;

/**
 * A form's server action for `useActionState` that never takes the page away: where its answer is lost (the network, a fault on the way back) the write
 * may still have been kept, so the form stays with what was typed and says that nobody knows. Until the page is awake it is the action itself, with
 * which a form works without script.
 */
export function useKept<Answer>(
  action: SentTo<Answer>,
  /** The sentence as an answer of this form. */
  lost: (error: string, form: FormData) => Answer,
): SentTo<Answer> {
  const awake = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  if (!awake) return action;
  return async (before, form) => {
    try {
      return await action(before, form);
    } catch (fault) {
      // Next leads elsewhere through thrown values too.
      unstable_rethrow(fault);
      return lost(lostWords(fault), form);
    }
  };
}

/** The lost answer of a form whose answers are plain. */
export function lostAnswer(error: string): { readonly error: string } {
  return { error };
}

/** What is said where nobody knows whether something was written, with the number under which the log knows the fault, where there is one. */
export function lostWords(fault: unknown): string {
  const words = document.documentElement.lang === "pl" ? faultWords.pl : faultWords.en;
  const digest = fault instanceof Error && "digest" in fault ? String(fault.digest) : null;
  return digest ? `${words.unknown} ${words.reference.replace("{digest}", digest)}` : words.unknown;
}

function neverChanges(): () => void {
  return () => undefined;
}
