"use client";

import { faultWords } from "@/components/shell/fault-words";
import { Button } from "@/components/ui/button";
import { Glyph } from "@/components/ui/glyph";

/** What a page says when it could not be made: cause, what is not touched, next step; the number under which the log knows it. */
export function PageFault({ error, retry }: { error: unknown; retry: () => void }) {
  // The language is the document's: a fault may have kept everything else from loading.
  const language = typeof document === "undefined" ? "en" : document.documentElement.lang;
  const words = language === "pl" ? faultWords.pl : faultWords.en;
  const digest =
    typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : null;
  return (
    <div role="alert" className="flex gap-2">
      <title>{words.heading}</title>
      <Glyph name="blocked" className="mt-1.5" />
      <div className="max-w-[56ch]">
        <h1 className="font-semibold text-lg">{words.heading}</h1>
        <p className="mt-1 text-ink-2">{words.effect}</p>
        <Button className="mt-4" onClick={() => retry()}>
          {words.retry}
        </Button>
        {digest ? (
          <p className="mt-4 text-ink-3 text-xs">{words.reference.replace("{digest}", digest)}</p>
        ) : null}
      </div>
    </div>
  );
}
