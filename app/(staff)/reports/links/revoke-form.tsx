"use client";

import { useActionState } from "react";
import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import { revokeLink } from "@/app/(staff)/reports/actions";
import { lostAnswer, useKept } from "@/components/ui/use-kept";

/** Ends one link; it names the one it ends to readers of the page. */
export function RevokeForm(props: { link: string; words: { revoke: string; label: string } }) {
  const [answer, revoke, busy] = useActionState(useKept(revokeLink, lostAnswer), null);
  return (
    <form action={revoke} className="flex-none">
      <input type="hidden" name="link" value={props.link} />
      <button
        type="submit"
        aria-label={props.words.label}
        aria-busy={busy}
        disabled={busy}
        className="link h-11 text-bad desk:h-6"
      >
        {props.words.revoke}
      </button>
      <FormAnswerLine answer={answer} />
    </form>
  );
}
