"use server";

import { type FormAnswer, publishMonth } from "@/app/(staff)/reports/actions";
import { correctMonth, withdrawMonth } from "@/app/(staff)/reports/review-actions";
import type { PublishingAct } from "@/app/(staff)/reports/standing-forms";

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
  const wanted = form.get("act");
  const act = wanted === "correct" || wanted === "withdraw" ? wanted : "publish";
  const answer = await { publish: publishMonth, correct: correctMonth, withdraw: withdrawMonth }[act](
    null,
    form,
  );
  const typed = ["why", "reason"].flatMap((field) => {
    const text = form.get(field);
    return "error" in answer && typeof text === "string" && text.trim() !== "" ? [text.trim()] : [];
  });
  return { act, answer, typed };
}
