"use client";

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useAlertActs } from "@/app/(staff)/alerts/alert-acts";
import { SnoozeDialog } from "@/app/(staff)/alerts/snooze-dialog";
import { Button } from "@/components/ui/button";

type Word =
  | "acknowledge"
  | "snooze"
  | "wake"
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

/** Acknowledge, snooze, open again, for what is ticked or for one alert; `AlertActs` around it says the answer, which can be undone for twelve seconds. */
export function AlertForm({ words, fixed, children }: AlertFormProps) {
  const { answer, act, busy } = useAlertActs();
  const isWaiting = useRef(false);
  const [count, setCount] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const recount = (event: FormEvent<HTMLFormElement>) => setCount(ticked(event.currentTarget).length);
  const clear = () => {
    for (const box of ticked(form.current)) box.checked = false;
    setCount(0);
  };
  // What was ticked before the page was awake counts as well.
  useEffect(() => setCount(ticked(form.current).length), []);
  // What was done here leaves the list or its section: nothing stays ticked unseen.
  useEffect(() => {
    if (!answer || !isWaiting.current) return;
    isWaiting.current = false;
    dialog.current?.close();
    for (const box of ticked(form.current)) box.checked = false;
    setCount(0);
  }, [answer]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (busy) event.preventDefault();
    else isWaiting.current = true;
  };
  // The dialog's form knows the day, this one the alerts.
  const snooze = (choice: FormData) => {
    if (busy) return;
    const chosen = fixed ? [fixed.ids.join(",")] : ticked(form.current).map(({ value }) => value);
    for (const ids of chosen) choice.append("alert", ids);
    isWaiting.current = true;
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
      <form ref={form} action={act} onSubmit={submit} onChange={recount} aria-busy={busy}>
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
    </>
  );
}

function ticked(form: HTMLFormElement | null): HTMLInputElement[] {
  return [...(form?.querySelectorAll<HTMLInputElement>("input[type=checkbox]:checked") ?? [])];
}
