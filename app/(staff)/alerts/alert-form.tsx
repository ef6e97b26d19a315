"use client";

import { type FormEvent, type ReactNode, useActionState, useEffect, useRef, useState } from "react";
import { type AlertAnswer, changeAlertsByHand } from "@/app/(staff)/alerts/actions";
import { SnoozeDialog } from "@/app/(staff)/alerts/snooze-dialog";
import { Toast } from "@/components/shell/toast";
import { Button } from "@/components/ui/button";
import { unlessBusy } from "@/components/ui/unless-busy";
import { useKept } from "@/components/ui/use-kept";

type Word =
  | "acknowledge"
  | "snooze"
  | "wake"
  | "undo"
  | "busy"
  | "clear"
  | "dialog"
  | "day"
  | "dayHint"
  | "byDay"
  | "delivery"
  | "deliveryHint"
  | "cancel"
  | "firstDay"
  | "usualDay"
  | "lastDay";
export type AlertFormWords = Readonly<Record<Word, string>> & { readonly selected: readonly string[] };

interface AlertFormProps {
  readonly words: AlertFormWords;
  /** The alerts that the verbs act on; left out: those ticked in the list inside. */
  readonly fixed?: { readonly ids: readonly number[]; readonly quiet: boolean };
  readonly children?: ReactNode;
}

/** Acknowledge, snooze, open again, for what is ticked or for one alert; every act can be undone for twelve seconds. */
export function AlertForm({ words, fixed, children }: AlertFormProps) {
  const [answer, act, busy] = useActionState(useKept(changeAlertsByHand, lostAt), null);
  const [count, setCount] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const recount = (event: FormEvent<HTMLFormElement>) => setCount(ticked(event.currentTarget).length);
  const clear = () => {
    for (const box of ticked(form.current)) box.checked = false;
    setCount(0);
  };
  // What was done leaves the list or its section: nothing stays ticked unseen.
  useEffect(() => {
    if (!answer) return;
    dialog.current?.close();
    for (const box of ticked(form.current)) box.checked = false;
    setCount(0);
  }, [answer]);
  // The dialog's form knows the day, this one the alerts.
  const snooze = (choice: FormData) => {
    if (busy) return;
    const chosen = fixed ? [fixed.ids.join(",")] : ticked(form.current).map(({ value }) => value);
    for (const ids of chosen) choice.append("alert", ids);
    act(choice);
  };
  const selected = words.selected[Math.min(count, words.selected.length - 1)];
  const verbs = (
    <>
      {fixed?.quiet ? (
        <Button type="submit" name="act" value="wake" aria-disabled={busy}>
          {words.wake}
        </Button>
      ) : (
        <>
          <Button type="submit" name="act" value="acknowledge" data-key="e" aria-disabled={busy}>
            {busy ? words.busy : words.acknowledge}
          </Button>
          <Button data-key="z" onClick={() => dialog.current?.showModal()}>
            {words.snooze}
          </Button>
        </>
      )}
    </>
  );
  return (
    <>
      <form ref={form} action={act} onSubmit={unlessBusy(busy)} onChange={recount} aria-busy={busy}>
        {fixed ? <input type="hidden" name="alert" value={fixed.ids.join(",")} /> : null}
        {children}
        {fixed ? (
          <div className="flex flex-wrap gap-2">{verbs}</div>
        ) : count > 0 ? (
          <div
            data-foot-bar=""
            className="sticky bottom-0 z-5 flex flex-wrap items-center gap-2 border-rule-strong border-t bg-paper py-2.5"
          >
            <span role="status" className="mr-2 font-semibold">
              {selected}
            </span>
            {verbs}
            <Button look="quiet" onClick={clear}>
              {words.clear}
            </Button>
          </div>
        ) : null}
      </form>
      <SnoozeDialog ref={dialog} words={words} busy={busy} send={snooze} />
      <Toast at={answer?.at ?? null} {...(answer && "error" in answer ? { bad: true } : {})}>
        {answer && "done" in answer ? (
          <>
            <span>{answer.done}</span>
            {answer.undo.length > 0 ? (
              <form action={act} onSubmit={unlessBusy(busy)}>
                <input type="hidden" name="act" value="undo" />
                <input type="hidden" name="event" value={answer.undo.join(",")} />
                <button type="submit" className="min-h-6 underline underline-offset-3">
                  {words.undo}
                </button>
              </form>
            ) : null}
          </>
        ) : (
          (answer?.error ?? null)
        )}
      </Toast>
    </>
  );
}

function lostAt(error: string): AlertAnswer {
  return { error, at: Date.now() };
}

function ticked(form: HTMLFormElement | null): HTMLInputElement[] {
  return [...(form?.querySelectorAll<HTMLInputElement>("input[type=checkbox]:checked") ?? [])];
}
