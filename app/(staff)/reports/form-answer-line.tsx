"use client";

import type { FormAnswer } from "@/app/(staff)/reports/actions";
import { Glyph } from "@/components/ui/glyph";

/** What a form answered, read out when it arrives. */
export function FormAnswerLine({ answer }: { answer: FormAnswer | null }) {
  return (
    <div aria-live="polite">
      {answer ? (
        <p className={`mt-2 flex gap-1.5 text-xs ${"error" in answer ? "text-bad" : "text-ink-2"}`}>
          <Glyph name={"error" in answer ? "blocked" : "clear"} className="mt-px" />
          <span>{"error" in answer ? answer.error : answer.done}</span>
        </p>
      ) : null}
    </div>
  );
}
