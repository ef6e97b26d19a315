"use client";

import { useActionState, useRef, useState } from "react";
import { changeLink } from "@/app/(staff)/share-links/actions";
import { NewLink } from "@/app/(staff)/share-links/new-link";
import { errorAt } from "@/app/(staff)/share-links/refused-at";
import type { ActionWords } from "@/app/(staff)/share-links/words";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeptForm } from "@/components/ui/kept-form";
import { lostAnswer, useKept } from "@/components/ui/use-kept";

interface LinkActionsProps {
  readonly link: string;
  readonly paused: boolean;
  readonly words: ActionWords;
  /** "works until 31 January 2027" */
  readonly live: string;
}

type Question = "replace" | "passcode" | "revoke";

/** Pause and resume at once; what cannot be taken back is asked once more. */
export function LinkActions({ link, paused, words, live }: LinkActionsProps) {
  const [answer, change, busy] = useActionState(useKept(changeLink, lostAnswer), null);
  const dialog = useRef<HTMLDialogElement>(null);
  const [question, setQuestion] = useState<Question>("revoke");
  const [opening, setOpening] = useState(0);
  const ask = (which: Question) => {
    setQuestion(which);
    dialog.current?.showModal();
  };
  const title = { replace: words.replaceAsk, passcode: words.passcodeAsk, revoke: words.revokeAsk }[question];
  return (
    <div className="flex flex-wrap gap-x-3">
      <form action={change}>
        <input type="hidden" name="link" value={link} />
        <button
          type="submit"
          name="act"
          value={paused ? "resume" : "pause"}
          disabled={busy}
          className="link h-11 desk:h-6"
        >
          {paused ? words.resume : words.pause}
        </button>
      </form>
      {words.passcode ? (
        <button type="button" className="link h-11 desk:h-6" onClick={() => ask("passcode")}>
          {words.passcode}
        </button>
      ) : null}
      <button type="button" className="link h-11 desk:h-6" onClick={() => ask("replace")}>
        {words.replace}
      </button>
      <button type="button" className="link h-11 text-bad desk:h-6" onClick={() => ask("revoke")}>
        {words.revoke}
      </button>
      {answer && "error" in answer ? (
        <p role="alert" className="basis-full text-bad text-xs">
          {answer.error}
        </p>
      ) : null}
      <Dialog ref={dialog} title={title} onClose={() => setOpening(opening + 1)}>
        <QuestionForm
          key={`${question} ${opening}`}
          {...{ link, question, words, live }}
          close={() => dialog.current?.close()}
        />
      </Dialog>
    </div>
  );
}

function QuestionForm(props: {
  link: string;
  question: Question;
  words: ActionWords;
  live: string;
  close(): void;
}) {
  const { link, question, words, live, close } = props;
  const [answer, change, busy] = useActionState(useKept(changeLink, lostAnswer), null);
  if (answer && "url" in answer) return <NewLink url={answer.url} live={live} words={words} close={close} />;
  const effect = {
    replace: words.replaceEffect,
    passcode: words.passcodeEffect,
    revoke: words.revokeEffect,
  }[question];
  const [whole, passcode] = [errorAt(answer), errorAt(answer, "passcode")];
  return (
    <KeptForm send={change} busy={busy} className="mt-2">
      <input type="hidden" name="link" value={link} />
      <input type="hidden" name="act" value={question} />
      <p role="status" className="text-pretty text-ink-2">
        {answer && "done" in answer ? answer.done : effect}
      </p>
      {question === "passcode" ? (
        <div className="mt-4">
          <Field
            id={`passcode-${link}`}
            label={words.passcodeLabel}
            hint={words.passcodeHint}
            error={passcode}
          >
            <Input
              id={`passcode-${link}`}
              name="passcode"
              autoComplete="off"
              spellCheck={false}
              maxLength={100}
              aria-invalid={passcode ? true : undefined}
              aria-describedby={`passcode-${link}-hint`}
            />
          </Field>
        </div>
      ) : null}
      {whole === null ? null : (
        <p role="alert" className="mt-2 text-bad">
          {whole}
        </p>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button look="quiet" onClick={close}>
          {answer && "done" in answer ? words.close : words.cancel}
        </Button>
        <Button
          type="submit"
          look={question === "revoke" ? "danger" : "primary"}
          aria-busy={busy}
          disabled={busy}
        >
          {busy
            ? words.busy
            : { replace: words.replace, passcode: words.save, revoke: words.revoke }[question]}
        </Button>
      </div>
    </KeptForm>
  );
}
