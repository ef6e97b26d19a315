"use client";

import { type ComponentProps, useState } from "react";
import { createLink } from "@/app/(staff)/share-links/actions";
import { type LinkDays, LinkDialog, LinkForm } from "@/app/(staff)/share-links/link-dialog";
import type { CreateWords } from "@/app/(staff)/share-links/words";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

interface CreateDialogProps {
  readonly clients: readonly { readonly slug: string; readonly name: string }[];
  readonly days: LinkDays;
  readonly words: CreateWords;
}

/** A link to all months of a client, or the address that a spreadsheet reads; shown once. */
export function CreateDialog(props: CreateDialogProps) {
  return <LinkDialog words={props.words}>{(close) => <CreateForm {...props} close={close} />}</LinkDialog>;
}

function CreateForm({
  clients,
  days,
  words,
  close,
}: CreateDialogProps & Pick<ComponentProps<typeof LinkForm>, "close">) {
  const [kind, setKind] = useState("report");
  return (
    <LinkForm make={createLink} days={days} words={words} asksPasscode={kind === "report"} close={close}>
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
    </LinkForm>
  );
}
