"use client";

import { useActionState } from "react";
import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import type { FormAnswer } from "@/app/(staff)/reports/actions";
import { setReviewState } from "@/app/(staff)/reports/review-actions";
import { Button } from "@/components/ui/button";
import { lostAnswer, useKept } from "@/components/ui/use-kept";

/** Draft to in review, and back. */
export function StateForm(props: {
  readonly client: string;
  readonly period: string;
  readonly state: "draft" | "in_review";
  readonly button: string;
}) {
  const [answer, send, busy] = useActionState<FormAnswer | null, FormData>(
    useKept(setReviewState, lostAnswer),
    null,
  );
  return (
    <form action={send} className="mt-3">
      <input type="hidden" name="client" value={props.client} />
      <input type="hidden" name="period" value={props.period} />
      <input type="hidden" name="state" value={props.state} />
      <Button type="submit" look="plain" className="w-full" aria-busy={busy} disabled={busy}>
        {props.button}
      </Button>
      <FormAnswerLine answer={answer} />
    </form>
  );
}
