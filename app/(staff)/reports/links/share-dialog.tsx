"use client";

import type { ComponentProps } from "react";
import { shareMonth } from "@/app/(staff)/reports/actions";
import { LinkDialog, LinkForm } from "@/app/(staff)/share-links/link-dialog";

type ShareDialogProps = Pick<ComponentProps<typeof LinkForm>, "days"> & {
  readonly client: string;
  readonly period: string;
  readonly words: ComponentProps<typeof LinkForm>["words"] &
    ComponentProps<typeof LinkDialog>["words"] &
    Readonly<Record<"lead" | "waits", string>>;
};

/** A link to this month, shown once. */
export function ShareDialog({ client, period, days, words }: ShareDialogProps) {
  return (
    <LinkDialog words={words}>
      {(close) => (
        <LinkForm make={shareMonth} days={days} words={words} close={close}>
          <p className="text-pretty text-ink-2">
            {words.lead} {words.waits}
          </p>
          <input type="hidden" name="client" value={client} />
          <input type="hidden" name="period" value={period} />
        </LinkForm>
      )}
    </LinkDialog>
  );
}
