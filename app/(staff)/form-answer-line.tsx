"use client";

import { useEffect, useRef } from "react";
import type { FormAnswer } from "@/app/(staff)/reports/actions";
import { Glyph } from "@/components/ui/glyph";

/** What a form answered: read out when it arrives, and brought into sight where it stands below the window's edge. */
export function FormAnswerLine({ answer }: { answer: FormAnswer | null }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer) line.current?.scrollIntoView({ block: "nearest" });
  }, [answer]);
  return (
    <div ref={line} aria-live="polite" className="scroll-mb-4">
      {answer ? (
        <p className={`mt-2 flex gap-1.5 text-xs ${"error" in answer ? "text-bad" : "text-ink-2"}`}>
          <Glyph name={"error" in answer ? "blocked" : "clear"} className="mt-px" />
          <span>{"error" in answer ? answer.error : answer.done}</span>
        </p>
      ) : null}
    </div>
  );
}
