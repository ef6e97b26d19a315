"use server";

import { type FormAnswer, publishMonth } from "@/app/(staff)/reports/actions";
import { actOf, type PublishingAct, typedReasons } from "@/app/(staff)/reports/publish/publishing-form";
import { correctMonth, withdrawMonth } from "@/app/(staff)/reports/review-actions";

/** What one of the forms of the publish panel was answered, and what had been typed into it where it was refused. */
export interface PublishingAnswer {
  readonly act: PublishingAct;
  readonly answer: FormAnswer;
  readonly typed: readonly string[];
}

/** A first version, a correction or a withdrawal: one action for all three, so that their answer can be held above the forms. */
export async function decideMonth(
  _before: PublishingAnswer | null,
  form: FormData,
): Promise<PublishingAnswer> {
  const act = actOf(form);
  const answer = await { publish: publishMonth, correct: correctMonth, withdraw: withdrawMonth }[act](
    null,
    form,
  );
  return { act, answer, typed: "error" in answer ? typedReasons(form) : [] };
}
