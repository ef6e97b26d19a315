"use client";

import { useState } from "react";
import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import { usePublishing } from "@/app/(staff)/reports/publish/publishing-answers";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { typedWords } from "@/lib/values/typed-words";

interface OverrideFormProps {
  readonly client: string;
  readonly period: string;
  /** What this person sees of the month (`readingMark`). */
  readonly seen: string;
  /** Characters a reason needs at least. */
  readonly least: number;
  readonly words: Readonly<
    Record<"why" | "hint" | "button" | "withReason" | "busy" | "effect" | "blockedBy", string>
  >;
}

/** Something stands against it: a named person may say why the month is published anyway, and the report prints it (R11). */
export function OverrideForm({ client, period, seen, least, words }: OverrideFormProps) {
  const [answer, publish, busy] = usePublishing("publish");
  const [reason, setReason] = useState("");
  const count = [...typedWords(reason)].length;
  const enough = count >= least;
  return (
    <form
      action={publish}
      onSubmit={(event) => {
        if (!enough || busy) event.preventDefault();
      }}
    >
      <input type="hidden" name="act" value="publish" />
      <input type="hidden" name="client" value={client} />
      <input type="hidden" name="period" value={period} />
      <input type="hidden" name="seen" value={seen} />
      <label htmlFor="reason" className="mb-1 block font-semibold">
        {words.why}
      </label>
      <Textarea
        id="reason"
        name="reason"
        rows={4}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        aria-describedby="reason-hint publish-hint"
      />
      <p id="reason-hint" className="mt-1 text-ink-3 text-xs">
        {words.hint.replace("{count}", String(count))}
      </p>
      <Button
        type="submit"
        look="primary"
        size="large"
        className="mt-3 w-full"
        aria-disabled={!enough}
        aria-busy={busy}
        aria-describedby="publish-hint"
      >
        {busy ? words.busy : enough ? words.withReason : words.button}
      </Button>
      <p id="publish-hint" className="mt-1 text-ink-3 text-xs">
        {enough ? words.effect : words.blockedBy}
      </p>
      <FormAnswerLine answer={answer} />
    </form>
  );
}
