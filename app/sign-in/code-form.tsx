"use client";

import { type ReactNode, useActionState, useEffect, useState } from "react";
import { askForCode, enterCode, useAnotherAddress as startAnew } from "@/app/sign-in/actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { unlessBusy } from "@/components/ui/unless-busy";
import { lostAnswer, useKept } from "@/components/ui/use-kept";

interface CodeFormProps {
  readonly heading: string;
  readonly lead: ReactNode;
  /** When a new code may be asked for, in epoch milliseconds. */
  readonly waitUntil: number;
  readonly words: Readonly<
    Record<"label" | "hint" | "submit" | "busy" | "again" | "againIn" | "other", string>
  >;
}

/** Second step: the code from the mail. Works without script too; with it, the sixth digit sends the form. */
export function CodeForm({ heading, lead, waitUntil, words }: CodeFormProps) {
  const [answer, enter, entering] = useActionState(useKept(enterCode, lostAnswer), null);
  const [againAnswer, askAgain, asking] = useActionState(useKept(askForCode, lostAnswer), null);
  const seconds = useSecondsUntil(waitUntil);
  const error = answer?.error ?? againAnswer?.error ?? null;
  return (
    <>
      <h1 className="mt-10 font-semibold text-xl tracking-[-.012em]">{heading}</h1>
      <p className="mt-2 mb-6 text-base text-ink-2">{lead}</p>
      <form action={enter} onSubmit={unlessBusy(entering)} noValidate>
        <Field id="code" label={words.label} hint={words.hint} error={error}>
          <Input
            id="code"
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            autoFocus
            aria-invalid={error ? true : undefined}
            aria-describedby="code-hint"
            onChange={({ currentTarget }) => {
              if (currentTarget.value.replace(/\D/g, "").length === 6) currentTarget.form?.requestSubmit();
            }}
            className="num h-14 pl-4 text-xl tracking-[.42em] desk:h-14 desk:text-xl"
          />
        </Field>
        <Button type="submit" look="primary" size="large" className="mt-4 w-full" aria-busy={entering}>
          {entering ? words.busy : words.submit}
        </Button>
      </form>
      <div className="mt-2 flex flex-wrap justify-between gap-x-4 text-ink-3">
        {seconds > 0 ? (
          <span className="num inline-flex h-11 items-center">
            {words.againIn.replace("{time}", `0:${String(seconds).padStart(2, "0")}`)}
          </span>
        ) : (
          <form action={askAgain} onSubmit={unlessBusy(asking)}>
            <button type="submit" className="link h-11" aria-busy={asking}>
              {words.again}
            </button>
          </form>
        )}
        <form action={startAnew}>
          <button type="submit" className="link h-11">
            {words.other}
          </button>
        </form>
      </div>
    </>
  );
}

/** Whole seconds until a moment, counted down; 0 until the page runs script, so that without it nothing has to be waited for. */
function useSecondsUntil(moment: number): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const count = () => setSeconds(Math.min(59, Math.max(0, Math.ceil((moment - Date.now()) / 1000))));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [moment]);
  return seconds;
}
