"use client";

import { useActionState } from "react";
import { askForCode, type SignInAnswer } from "@/app/sign-in/actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { unlessBusy } from "@/components/ui/unless-busy";
import { useKept } from "@/components/ui/use-kept";

interface AddressFormProps {
  /** Where to go after signing in. */
  readonly next: string | undefined;
  /** A line above the form, such as "You are signed out." */
  readonly notice: string | undefined;
  readonly words: Readonly<Record<"heading" | "lead" | "label" | "hint" | "submit" | "busy", string>>;
}

/** First step: whose mail the code goes to. */
export function AddressForm({ next, notice, words }: AddressFormProps) {
  const [answer, send, busy] = useActionState(useKept(askForCode, lostAddress), null);
  return (
    <>
      <h1 className="mt-10 font-semibold text-xl tracking-[-.012em]">{words.heading}</h1>
      <p className="mt-2 mb-6 text-base text-ink-2">
        {notice ? <span role="status">{notice} </span> : null}
        {words.lead}
      </p>
      <form action={send} onSubmit={unlessBusy(busy)} noValidate>
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <Field id="email" label={words.label} hint={words.hint} error={answer?.error ?? null}>
          <Input
            // A form that stays keeps what was typed.
            key={answer?.typed}
            id="email"
            name="email"
            type="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={254}
            defaultValue={answer?.typed}
            autoFocus
            aria-invalid={answer ? true : undefined}
            aria-describedby="email-hint"
            className="desk:h-11 desk:text-base"
          />
        </Field>
        <Button type="submit" look="primary" size="large" className="mt-4 w-full" aria-busy={busy}>
          {busy ? words.busy : words.submit}
        </Button>
      </form>
    </>
  );
}

function lostAddress(error: string, form: FormData): SignInAnswer {
  return { error, typed: String(form.get("email") ?? "") };
}
