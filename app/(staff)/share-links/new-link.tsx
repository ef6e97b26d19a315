"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

interface NewLinkProps {
  readonly url: string;
  /** "works until 31 January 2027" */
  readonly live: string;
  readonly words: Readonly<Record<"made" | "link" | "copy" | "copied" | "close", string>>;
  close(): void;
}

/** The one time that a link's secret is seen. */
export function NewLink({ url, live, words, close }: NewLinkProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      // Not allowed here: the text is selected, and the keyboard copies it.
      document.querySelector<HTMLInputElement>("#new-link")?.select();
    }
  };
  return (
    <div className="mt-2">
      <p role="status" className="text-pretty text-ink-2">
        {words.made}
      </p>
      <label htmlFor="new-link" className="mt-4 mb-1 block font-semibold">
        {words.link}
      </label>
      <div className="flex gap-2">
        <Input
          id="new-link"
          readOnly
          value={url}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button look="primary" onClick={copy} aria-live="polite">
          {copied ? words.copied : words.copy}
        </Button>
      </div>
      <p className="mt-1 text-ink-3 text-xs">{live}</p>
      <div className="mt-5 flex justify-end">
        <Button onClick={close}>{words.close}</Button>
      </div>
    </div>
  );
}
