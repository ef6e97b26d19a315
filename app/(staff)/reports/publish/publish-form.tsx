"use client";

import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import { usePublishing } from "@/app/(staff)/reports/publish/publishing-answers";
import { Button } from "@/components/ui/button";

interface PublishFormProps {
  readonly client: string;
  readonly period: string;
  /** What this person sees of the month (`readingMark`). */
  readonly seen: string;
  readonly words: Readonly<Record<"button" | "busy" | "effect", string>>;
}

/** Nothing stands against it: one button, and what it does. */
export function PublishForm({ client, period, seen, words }: PublishFormProps) {
  const [answer, publish, busy] = usePublishing("publish");
  return (
    <form action={publish}>
      <input type="hidden" name="act" value="publish" />
      <input type="hidden" name="client" value={client} />
      <input type="hidden" name="period" value={period} />
      <input type="hidden" name="seen" value={seen} />
      <Button type="submit" look="primary" size="large" className="w-full" aria-busy={busy} disabled={busy}>
        {busy ? words.busy : words.button}
      </Button>
      <p className="mt-1 text-ink-3 text-xs">{words.effect}</p>
      <FormAnswerLine answer={answer} />
    </form>
  );
}
