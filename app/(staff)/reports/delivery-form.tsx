"use client";

import { useActionState } from "react";
import { type DeliveryAnswer, saveDelivery } from "@/app/(staff)/reports/delivery-actions";
import { FormAnswerLine } from "@/app/(staff)/reports/form-answer-line";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { KeptForm } from "@/components/ui/kept-form";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import type { Locale } from "@/lib/i18n/locale";

interface DeliveryFormProps {
  readonly client: string;
  /** One a line. */
  readonly recipients: string;
  readonly locale: Locale;
  readonly attachPdf: boolean;
  readonly reminderDay: number | null;
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

/** Who gets the report, in which language, with or without the PDF, and when staff are reminded. What was typed stays when it is refused. */
export function DeliveryForm(props: DeliveryFormProps) {
  const { client, days, words } = props;
  const [answer, send, busy] = useActionState<DeliveryAnswer | null, FormData>(saveDelivery, null);
  const wrong = answer && "error" in answer && answer.at === "recipients" ? answer.error : null;
  return (
    <KeptForm send={send} busy={busy} className="mt-3 space-y-3">
      <input type="hidden" name="client" value={client} />
      <Field id="delivery-recipients" label={words.recipients} hint={words.recipientsHint} error={wrong}>
        <Textarea
          id="delivery-recipients"
          name="recipients"
          rows={3}
          maxLength={4000}
          defaultValue={props.recipients}
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
          defaultValue={props.locale}
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
            defaultChecked={props.attachPdf}
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
          defaultValue={props.reminderDay === null ? "" : String(props.reminderDay)}
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
