"use client";

import { useEffect, useState } from "react";
import { typedWords } from "@/lib/values/typed-words";

interface ReasonPreviewProps {
  /** The field whose text the report will print. */
  readonly field: string;
  /** Characters the reason needs at least. */
  readonly least: number;
  readonly lead: string;
  /** With `{reason}` at the place of the text, as the report prints it with today's date and the person's name. */
  readonly words: string;
}

/** The reason as the report will print it, while it is typed (mocks/staff.md, Controls and forms). */
export function ReasonPreview({ field, least, lead, words }: ReasonPreviewProps) {
  const [reason, setReason] = useState("");
  useEffect(() => {
    const listen = (event: Event) => {
      if (event.target instanceof HTMLTextAreaElement && event.target.id === field)
        setReason(typedWords(event.target.value));
    };
    document.addEventListener("input", listen);
    return () => document.removeEventListener("input", listen);
  }, [field]);
  if ([...reason].length < least) return null;
  return (
    <div className="notice warn" role="note">
      <b>{lead}</b> {words.replace("{reason}", () => reason)}
    </div>
  );
}
