"use client";

import { createContext, type ReactNode, use, useActionState } from "react";
import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import type { FormAnswer } from "@/app/(staff)/reports/actions";
import { decideMonth, type PublishingAnswer } from "@/app/(staff)/reports/publish/publishing-action";
import { actOf, type PublishingAct, typedReasons } from "@/app/(staff)/reports/publish/publishing-form";
import { useKept } from "@/components/ui/use-kept";

interface Publishing {
  readonly held: PublishingAnswer | null;
  readonly send: (form: FormData) => void;
  readonly busy: boolean;
}

const Held = createContext<Publishing | null>(null);

/**
 * Holds what the forms of the publish panel were answered. Where somebody else was faster the form is gone with the answer's arrival, so the
 * answer stands here then, with what was typed.
 */
export function PublishingAnswers({
  standing,
  typedLead,
  children,
}: {
  /** The forms below. */
  readonly standing: readonly PublishingAct[];
  readonly typedLead: string;
  readonly children: ReactNode;
}) {
  const [held, send, busy] = useActionState(useKept(decideMonth, lostDecision), null);
  const left = held && "error" in held.answer && !standing.includes(held.act) ? held : null;
  return (
    <Held value={{ held, send, busy }}>
      <div className={left ? "mb-4" : undefined}>
        <FormAnswerLine answer={left?.answer ?? null} />
        {left && left.typed.length > 0 ? (
          <div className="mt-2 text-xs">
            <p className="text-ink-3">{typedLead}</p>
            {left.typed.map((text) => (
              <p key={text} className="wrap-anywhere mt-1 select-all whitespace-pre-line text-ink-2">
                {text}
              </p>
            ))}
          </div>
        ) : null}
      </div>
      {children}
    </Held>
  );
}

/** As `useActionState` for one form of the panel: its answer, how it is sent, and whether one of them is under way. */
export function usePublishing(
  act: PublishingAct,
): readonly [FormAnswer | null, (form: FormData) => void, boolean] {
  const publishing = use(Held);
  if (!publishing) throw new Error("A form of the publish panel stands outside of it.");
  const { held, send, busy } = publishing;
  return [held?.act === act ? held.answer : null, send, busy];
}

function lostDecision(error: string, form: FormData): PublishingAnswer {
  return { act: actOf(form), answer: { error }, typed: typedReasons(form) };
}
