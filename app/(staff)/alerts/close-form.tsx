"use client";

import { useActionState } from "react";
import { type CloseAnswer, closeReported } from "@/app/(staff)/alerts/close-action";
import { Toast } from "@/components/shell/toast";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Glyph } from "@/components/ui/glyph";
import { KeptForm } from "@/components/ui/kept-form";
import { Textarea } from "@/components/ui/textarea";
import { useKept } from "@/components/ui/use-kept";

interface CloseFormProps {
  /** The open alert of a figure that somebody reported, which this person may close; null for any other: then only the last answer is said. */
  readonly alert: number | null;
  readonly words: Readonly<Record<"found" | "hint" | "button" | "busy", string>>;
}

/**
 * Closes "this number looks wrong" with what was found. It stands in every panel, so that the answer outlives the alert: what was closed leaves
 * the list and another alert takes its place.
 */
export function CloseForm({ alert, words }: CloseFormProps) {
  const [answer, send, busy] = useActionState<CloseAnswer | null, FormData>(
    useKept(closeReported, lostClose),
    null,
  );
  const mine = answer?.alert === alert && answer && "error" in answer ? answer : null;
  const wrong = mine?.field ? mine.error : null;
  const id = "close-found";
  return (
    <>
      {alert === null ? null : (
        <KeptForm key={alert} send={send} busy={busy} className="mt-5 print:hidden">
          <input type="hidden" name="alert" value={alert} />
          <Field id={id} label={words.found} hint={words.hint} error={wrong}>
            <Textarea
              id={id}
              name="words"
              rows={3}
              maxLength={1000}
              aria-invalid={wrong ? true : undefined}
              aria-describedby={`${id}-hint`}
            />
          </Field>
          <Button type="submit" className="mt-1" aria-disabled={busy} aria-busy={busy}>
            {busy ? words.busy : words.button}
          </Button>
          <div aria-live="polite">
            {mine && !mine.field ? (
              <p className="mt-2 flex gap-1.5 text-bad text-xs">
                <Glyph name="blocked" className="mt-px" />
                <span>{mine.error}</span>
              </p>
            ) : null}
          </div>
        </KeptForm>
      )}
      <Toast at={answer && !mine ? answer.at : null} {...(answer && "error" in answer ? { bad: true } : {})}>
        {answer && ("done" in answer ? answer.done : answer.error)}
      </Toast>
    </>
  );
}

function lostClose(error: string, form: FormData): CloseAnswer {
  return { alert: Number(form.get("alert")), at: Date.now(), error };
}
