"use client";

import { useActionState, useRef, useState } from "react";
import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import { createLink } from "@/app/(staff)/share-links/actions";
import { NewLink } from "@/app/(staff)/share-links/new-link";
import { errorAt } from "@/app/(staff)/share-links/refused-at";
import type { CreateWords } from "@/app/(staff)/share-links/words";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeptForm } from "@/components/ui/kept-form";
import { NativeSelect } from "@/components/ui/native-select";
import { lostAnswer, useKept } from "@/components/ui/use-kept";

interface CreateDialogProps {
  readonly clients: readonly { readonly slug: string; readonly name: string }[];
  readonly lastDay: string;
  readonly firstDay: string;
  readonly latestDay: string;
  readonly words: CreateWords;
}

/** A link to all months of a client, or the address that a spreadsheet reads; shown once. */
export function CreateDialog(props: CreateDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [opening, setOpening] = useState(0);
  return (
    <>
      <Button onClick={() => dialog.current?.showModal()}>{props.words.create}</Button>
      <Dialog ref={dialog} title={props.words.title} onClose={() => setOpening(opening + 1)}>
        <CreateForm key={opening} {...props} close={() => dialog.current?.close()} />
      </Dialog>
    </>
  );
}

function CreateForm({
  clients,
  lastDay,
  firstDay,
  latestDay,
  words,
  close,
}: CreateDialogProps & { close(): void }) {
  const [answer, create, busy] = useActionState(useKept(createLink, lostAnswer), null);
  const [kind, setKind] = useState("report");
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
    <KeptForm send={create} busy={busy} className="mt-4 grid gap-3">
      <Field id="new-client" label={words.client}>
        <NativeSelect id="new-client" name="client" className="w-full" aria-describedby="new-client-hint">
          {clients.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field id="new-kind" label={words.what}>
        <NativeSelect
          id="new-kind"
          name="kind"
          className="w-full"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          aria-describedby="new-kind-hint"
        >
          <option value="report">{words.report}</option>
          <option value="csv">{words.csv}</option>
        </NativeSelect>
      </Field>
      <Field id="new-label" label={words.label} hint={words.labelHint}>
        <Input id="new-label" name="label" maxLength={80} aria-describedby="new-label-hint" />
      </Field>
      <Field id="new-until" label={words.until} error={until}>
        <Input
          id="new-until"
          name="until"
          type="date"
          required
          defaultValue={lastDay}
          min={firstDay}
          max={latestDay}
          aria-invalid={until ? true : undefined}
          aria-describedby="new-until-hint"
        />
      </Field>
      {kind === "report" ? (
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
