"use client";

import { type RefObject, useId } from "react";
import type { AlertFormWords } from "@/app/(staff)/alerts/alert-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { unlessBusy } from "@/components/ui/unless-busy";

/**
 * Until a day, or until the client's ads run again ("until the season starts"). A form of its own, beside the one that holds the alerts: Enter in
 * the day sends a form by its first button, which here snoozes until that day and there would acknowledge for good.
 */
export function SnoozeDialog(props: {
  ref: RefObject<HTMLDialogElement | null>;
  words: AlertFormWords;
  busy: boolean;
  /** Sends the choice, to which the alerts are added. */
  send: (choice: FormData) => void;
}) {
  const { ref, words, busy, send } = props;
  const id = useId();
  return (
    <Dialog ref={ref} title={words.dialog}>
      <form action={send} onSubmit={unlessBusy(busy)} aria-busy={busy}>
        <div className="mt-4">
          <Field id={id} label={words.day} hint={words.dayHint}>
            <Input
              id={id}
              name="until"
              type="date"
              min={words.firstDay}
              max={words.lastDay}
              defaultValue={words.usualDay}
              aria-describedby={`${id}-hint`}
            />
          </Field>
          <Button
            type="submit"
            name="act"
            value="snooze"
            look="primary"
            className="mt-2"
            aria-disabled={busy}
          >
            {words.byDay}
          </Button>
        </div>
        <div className="mt-5 border-rule border-t pt-4">
          <p className="mb-2 text-ink-2">{words.deliveryHint}</p>
          <Button type="submit" name="act" value="snooze_delivery" aria-disabled={busy} formNoValidate>
            {words.delivery}
          </Button>
        </div>
        <Button look="quiet" className="mt-4 px-0" onClick={() => ref.current?.close()}>
          {words.cancel}
        </Button>
      </form>
    </Dialog>
  );
}
