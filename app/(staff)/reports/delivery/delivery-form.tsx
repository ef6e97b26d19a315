"use client";

import { useActionState, useState } from "react";
import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import { type DeliveryAnswer, saveDelivery } from "@/app/(staff)/reports/delivery/delivery-actions";
import {
  beginDelivery,
  type DeliveryFields,
  type DrawnDelivery,
  takeInDelivery,
} from "@/app/(staff)/reports/delivery/delivery-draft";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { KeptForm } from "@/components/ui/kept-form";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { lostAnswer, useKept } from "@/components/ui/use-kept";

interface DeliveryFormProps {
  readonly client: string;
  /** What stands now. */
  readonly standing: DrawnDelivery;
  readonly days: readonly { readonly day: number; readonly words: string }[];
  readonly words: Readonly<
    Record<
      | "recipients"
      | "recipientsHint"
      | "locale"
      | "localeHint"
      | "pl"
      | "en"
      | "attach"
      | "attachHint"
      | "reminder"
      | "reminderHint"
      | "never"
      | "save"
      | "busy",
      string
    >
  >;
}

/** Who gets the report, in which language, with or without the PDF, and when staff are reminded. What was typed stays when it is refused, also when somebody else was faster. */
export function DeliveryForm({ client, standing, days, words }: DeliveryFormProps) {
  const [answer, send, busy] = useActionState<DeliveryAnswer | null, FormData>(
    useKept(saveDelivery, lostAnswer),
    null,
  );
  const [begun, setDraft] = useState(() => beginDelivery(standing));
  const draft = takeInDelivery(begun, standing, answer);
  if (draft !== begun) setDraft(draft);
  const { typed } = draft;
  const type = (fields: Partial<DeliveryFields>) => setDraft({ ...draft, typed: { ...typed, ...fields } });
  const wrong = answer && "error" in answer && answer.at === "recipients" ? answer.error : null;
  return (
    <KeptForm send={send} busy={busy} className="mt-3 space-y-3">
      <input type="hidden" name="client" value={client} />
      <input type="hidden" name="before" value={draft.before} />
      <Field id="delivery-recipients" label={words.recipients} hint={words.recipientsHint} error={wrong}>
        <Textarea
          id="delivery-recipients"
          name="recipients"
          rows={3}
          maxLength={4000}
          value={typed.recipients}
          onChange={(event) => type({ recipients: event.currentTarget.value })}
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong ? true : undefined}
          aria-describedby="delivery-recipients-hint"
        />
      </Field>
      <Field id="delivery-locale" label={words.locale} hint={words.localeHint}>
        <NativeSelect
          id="delivery-locale"
          name="locale"
          value={typed.locale}
          onChange={(event) => type({ locale: event.currentTarget.value === "en" ? "en" : "pl" })}
          aria-describedby="delivery-locale-hint"
        >
          <option value="pl">{words.pl}</option>
          <option value="en">{words.en}</option>
        </NativeSelect>
      </Field>
      <div>
        <label className="flex min-h-11 items-center gap-2 font-semibold desk:min-h-8">
          <input
            type="checkbox"
            name="attach"
            value="yes"
            checked={typed.attach}
            onChange={(event) => type({ attach: event.currentTarget.checked })}
            aria-describedby="delivery-attach-hint"
            className="size-4"
          />
          {words.attach}
        </label>
        <p id="delivery-attach-hint" className="text-ink-3 text-xs">
          {words.attachHint}
        </p>
      </div>
      <Field id="delivery-reminder" label={words.reminder} hint={words.reminderHint}>
        <NativeSelect
          id="delivery-reminder"
          name="reminder"
          value={typed.reminder}
          onChange={(event) => type({ reminder: event.currentTarget.value })}
          aria-describedby="delivery-reminder-hint"
        >
          <option value="">{words.never}</option>
          {days.map(({ day, words: text }) => (
            <option key={day} value={String(day)}>
              {text}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Button type="submit" className="w-full" aria-busy={busy}>
        {busy ? words.busy : words.save}
      </Button>
      <FormAnswerLine answer={wrong ? null : answer} />
    </KeptForm>
  );
}
