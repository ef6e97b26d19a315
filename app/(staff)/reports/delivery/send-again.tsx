"use client";

import { type ReactNode, useActionState } from "react";
import { useFormStatus } from "react-dom";
import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import type { FormAnswer } from "@/app/(staff)/reports/actions";
import { sendMessageAgain } from "@/app/(staff)/reports/delivery/send-again-action";
import { Button } from "@/components/ui/button";
import { unlessBusy } from "@/components/ui/unless-busy";
import { lostAnswer, useKept } from "@/components/ui/use-kept";

/** A list of messages, each failed one with its button inside. What became of the last one stands below the list, also when its row is gone. */
export function SendAgainForm({ children }: { children: ReactNode }) {
  const [answer, send, busy] = useActionState<FormAnswer | null, FormData>(
    useKept(sendMessageAgain, lostAnswer),
    null,
  );
  return (
    <form action={send} onSubmit={unlessBusy(busy)} aria-busy={busy}>
      {children}
      <FormAnswerLine answer={busy ? null : answer} />
    </form>
  );
}

/** Sends one message of the list again; `name` says which to those who hear it. */
export function SendAgainButton(props: {
  readonly id: string;
  readonly name: string;
  readonly words: Readonly<Record<"button" | "busy", string>>;
}) {
  const { id, name, words } = props;
  const { pending, data } = useFormStatus();
  const mine = pending && data?.get("delivery") === id;
  return (
    <Button
      type="submit"
      name="delivery"
      value={id}
      aria-label={`${mine ? words.busy : words.button}: ${name}`}
      aria-disabled={pending}
      aria-busy={mine}
    >
      {mine ? words.busy : words.button}
    </Button>
  );
}
