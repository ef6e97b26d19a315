"use client";

import { type ReactNode, useActionState, useRef, useState } from "react";
import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import { NewLink } from "@/app/(staff)/share-links/new-link";
import { errorAt, type LinkAnswer } from "@/app/(staff)/share-links/refused-at";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeptForm } from "@/components/ui/kept-form";
import { lostAnswer, useKept } from "@/components/ui/use-kept";

/** Days on which a new link may end, and the one that stands there at first. */
export interface LinkDays {
  readonly first: string;
  readonly usual: string;
  readonly last: string;
}

type LinkWords = Readonly<
  Record<
    | "until"
    | "passcode"
    | "passcodeHint"
    | "make"
    | "busy"
    | "cancel"
    | "live"
    | "made"
    | "link"
    | "copy"
    | "copied"
    | "close",
    string
  >
> & { readonly untilHint?: string };

interface LinkFormProps {
  make(before: LinkAnswer | null, form: FormData): Promise<LinkAnswer>;
  readonly days: LinkDays;
  readonly words: LinkWords;
  /** A spreadsheet types no passcode. */
  readonly asksPasscode?: boolean;
  close(): void;
  /** What the link opens: the fields above its end. */
  readonly children: ReactNode;
}

/** The button of a new link and its dialog. Closing the dialog forgets what was made in it; the next opening starts anew. */
export function LinkDialog({
  words,
  children,
}: {
  readonly words: Readonly<Record<"create" | "title", string>>;
  children(close: () => void): ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [opening, setOpening] = useState(0);
  return (
    <>
      <Button onClick={() => dialog.current?.showModal()}>{words.create}</Button>
      <Dialog ref={dialog} title={words.title} onClose={() => setOpening(opening + 1)}>
        <div key={opening}>{children(() => dialog.current?.close())}</div>
      </Dialog>
    </>
  );
}

/** Makes a link and shows its address once. */
export function LinkForm({ make, days, words, asksPasscode = true, close, children }: LinkFormProps) {
  const [answer, send, busy] = useActionState(useKept(make, lostAnswer), null);
  if (answer && "url" in answer)
    return (
      <NewLink
        url={answer.url}
        live={words.live.replace("{date}", answer.until)}
        words={words}
        close={close}
      />
    );
  const [whole, until, passcode] = [errorAt(answer), errorAt(answer, "until"), errorAt(answer, "passcode")];
  return (
    <KeptForm send={send} busy={busy} className="mt-3 grid gap-3">
      {children}
      <Field id="new-until" label={words.until} hint={words.untilHint} error={until}>
        <Input
          id="new-until"
          name="until"
          type="date"
          required
          defaultValue={days.usual}
          min={days.first}
          max={days.last}
          aria-invalid={until ? true : undefined}
          aria-describedby="new-until-hint"
        />
      </Field>
      {asksPasscode ? (
        <Field id="new-passcode" label={words.passcode} hint={words.passcodeHint} error={passcode}>
          <Input
            id="new-passcode"
            name="passcode"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            aria-invalid={passcode ? true : undefined}
            aria-describedby="new-passcode-hint"
          />
        </Field>
      ) : null}
      <FormAnswerLine answer={whole === null ? null : { error: whole }} />
      <div className="mt-2 flex justify-end gap-2">
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
