"use client";

import { type ComponentProps, startTransition, useEffect, useRef } from "react";

interface KeptFormProps extends Omit<ComponentProps<"form">, "action" | "onSubmit" | "ref"> {
  /** What `useActionState` gives; until the page is awake it is the form's action. */
  readonly send: (form: FormData) => void;
  /** While an answer is awaited nothing is sent a second time. */
  readonly busy: boolean;
  /** The answer after which the form begins anew. A refusal must not be given here. */
  readonly emptyAfter?: object | null;
}

/**
 * A form that keeps what was typed when it is refused, and then leads to the first field that was refused: what React sends as an `action` it empties
 * afterwards, whatever the answer.
 */
export function KeptForm({ send, busy, emptyAfter, ...props }: KeptFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (emptyAfter) form.current?.reset();
  }, [emptyAfter]);
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current && !busy) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    sent.current = busy;
  }, [busy]);
  return (
    <form
      ref={form}
      action={send}
      onSubmit={(event) => {
        event.preventDefault();
        const { nativeEvent } = event;
        const pressed = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
        const typed = new FormData(event.currentTarget, pressed);
        if (!busy) startTransition(() => send(typed));
      }}
      {...props}
    />
  );
}
