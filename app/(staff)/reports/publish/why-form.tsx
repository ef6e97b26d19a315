"use client";

import { useState } from "react";
import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import { usePublishing } from "@/app/(staff)/reports/publish/publishing-answers";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { typedWords } from "@/lib/values/typed-words";

interface WhyFormProps {
  readonly act: "correct" | "withdraw";
  readonly client: string;
  readonly period: string;
  /** The version that the person sees. */
  readonly version: number;
  /** What this person sees of the month (`readingMark`), where it is frozen. */
  readonly seen?: string;
  /** Characters a reason needs at least. */
  readonly least: number;
  /** Something stands against the correction: a reason lifts it, of at least so many characters (R11). */
  readonly override?: { readonly least: number; readonly label: string; readonly hint: string };
  readonly words: Readonly<Record<"why" | "hint" | "button" | "busy" | "effect" | "more", string>>;
}

/** A correction or a withdrawal: one reason, one button, and what it does. */
export function WhyForm({ act, client, period, version, seen, least, override, words }: WhyFormProps) {
  const [answer, send, busy] = usePublishing(act);
  const [why, setWhy] = useState("");
  const [reason, setReason] = useState("");
  const length = (text: string) => [...typedWords(text)].length;
  const enough = length(why) >= least && (!override || length(reason) >= override.least);
  const id = `${act}-why`;
  return (
    <form
      action={send}
      onSubmit={(event) => {
        if (!enough || busy) event.preventDefault();
      }}
    >
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="client" value={client} />
      <input type="hidden" name="period" value={period} />
      <input type="hidden" name={act === "correct" ? "replaces" : "version"} value={version} />
      {seen ? <input type="hidden" name="seen" value={seen} /> : null}
      <label htmlFor={id} className="mb-1 block font-semibold">
        {words.why}
      </label>
      <Textarea
        id={id}
        name="why"
        rows={3}
        maxLength={2000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        aria-describedby={`${id}-hint ${id}-effect`}
      />
      <p id={`${id}-hint`} className="mt-1 text-ink-3 text-xs">
        {words.hint}
      </p>
      {override ? (
        <>
          <label htmlFor="override-reason" className="mt-3 mb-1 block font-semibold">
            {override.label}
          </label>
          <Textarea
            id="override-reason"
            name="reason"
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            aria-describedby="override-reason-hint"
          />
          <p id="override-reason-hint" className="mt-1 text-ink-3 text-xs">
            {override.hint.replace("{count}", String(length(reason)))}
          </p>
        </>
      ) : null}
      <Button
        type="submit"
        look={act === "correct" ? "primary" : "danger"}
        size={act === "correct" ? "large" : "default"}
        className="mt-3 w-full"
        aria-disabled={!enough}
        aria-busy={busy}
        aria-describedby={`${id}-effect`}
      >
        {busy ? words.busy : words.button}
      </Button>
      <p id={`${id}-effect`} className="mt-1 text-ink-3 text-xs">
        {enough ? words.effect : words.more}
      </p>
      <FormAnswerLine answer={answer} />
    </form>
  );
}
