"use client";

import { useActionState, useRef, useState } from "react";
import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import { shareMonth } from "@/app/(staff)/reports/actions";
import { NewLink } from "@/app/(staff)/share-links/new-link";
import { errorAt } from "@/app/(staff)/share-links/refused-at";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeptForm } from "@/components/ui/kept-form";
import { lostAnswer, useKept } from "@/components/ui/use-kept";

interface ShareDialogProps {
  readonly client: string;
  readonly period: string;
  /** The day on which the link ends unless another is chosen, and the earliest that can be. */
  readonly lastDay: string;
  readonly firstDay: string;
  readonly words: Readonly<
    Record<
      | "create"
      | "title"
      | "lead"
      | "waits"
      | "until"
      | "untilHint"
      | "make"
      | "busy"
      | "made"
      | "link"
      | "copy"
      | "copied"
      | "live"
      | "close"
      | "cancel"
      | "passcode"
      | "passcodeHint",
      string
    >
  >;
}

/** Makes a link and shows it once. Closing the dialog forgets it; the next opening starts anew. */
export function ShareDialog(props: ShareDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [opening, setOpening] = useState(0);
  return (
    <>
      <Button onClick={() => dialog.current?.showModal()}>{props.words.create}</Button>
      <Dialog ref={dialog} title={props.words.title} onClose={() => setOpening(opening + 1)}>
        <ShareForm key={opening} {...props} close={() => dialog.current?.close()} />
      </Dialog>
    </>
  );
}

function ShareForm({
  client,
  period,
  lastDay,
  firstDay,
  words,
  close,
}: ShareDialogProps & { close(): void }) {
  const [answer, share, busy] = useActionState(useKept(shareMonth, lostAnswer), null);
  if (answer && "url" in answer) {
    return (
      <NewLink
        url={answer.url}
        live={words.live.replace("{date}", answer.until)}
        words={words}
        close={close}
      />
    );
  }
  const [whole, until, passcode] = [errorAt(answer), errorAt(answer, "until"), errorAt(answer, "passcode")];
  return (
    <KeptForm send={share} busy={busy} className="mt-2">
      <p className="text-pretty text-ink-2">
        {words.lead} {words.waits}
      </p>
      <input type="hidden" name="client" value={client} />
      <input type="hidden" name="period" value={period} />
      <div className="mt-4">
        <Field id="until" label={words.until} hint={words.untilHint} error={until}>
          <Input
            id="until"
            name="until"
            type="date"
            required
            defaultValue={lastDay}
            min={firstDay}
            aria-invalid={until ? true : undefined}
            aria-describedby="until-hint"
          />
        </Field>
      </div>
      <div className="mt-4">
        <Field id="passcode" label={words.passcode} hint={words.passcodeHint} error={passcode}>
          <Input
            id="passcode"
            name="passcode"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            aria-invalid={passcode ? true : undefined}
            aria-describedby="passcode-hint"
          />
        </Field>
      </div>
      <FormAnswerLine answer={whole === null ? null : { error: whole }} />
      <div className="mt-5 flex justify-end gap-2">
        <Button look="quiet" onClick={close}>
          {words.cancel}
        </Button>
        <Button type="submit" look="primary" aria-busy={busy} disabled={busy}>
          {busy ? words.busy : words.make}
        </Button>
      </div>
    </KeptForm>
  );
}
