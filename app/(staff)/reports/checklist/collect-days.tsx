"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { type Asked, type AskedDays, askAgain, type CollectWords } from "@/components/health/ask-again";
import { Button } from "@/components/ui/button";

interface CollectDaysProps {
  readonly client: string;
  /** Days that stand together are asked for together; each with its words. */
  readonly ranges: readonly (Pick<AskedDays, "since" | "until"> & { readonly words: CollectWords })[];
  /** "Collect 27 October again" */
  readonly button: string;
  /** "{done} of {all}", while several ranges are asked for. */
  readonly progress: string;
}

/** Asks Meta again for the days that stand against publishing, range by range, says how far it is, and reads the month anew at the end. */
export function CollectDays({ client, ranges, button, progress }: CollectDaysProps) {
  const router = useRouter();
  const [at, setAt] = useState<number | null>(null);
  const [said, setSaid] = useState<readonly Asked[]>([]);
  const [reading, startReading] = useTransition();
  const busy = at !== null || reading;
  const collect = async () => {
    if (busy) return;
    setSaid([]);
    for (const [index, { since, until, words }] of ranges.entries()) {
      setAt(index);
      const outcome = await askAgain({ client, since, until }, words);
      setSaid((before) => [...before, outcome]);
      // What one call was refused, the next would be refused too.
      if (!outcome.ok) break;
    }
    setAt(null);
    startReading(() => router.refresh());
  };
  const now = at === null ? null : ranges[at];
  const step =
    ranges.length > 1 && at !== null
      ? ` (${progress.replace("{done}", String(at + 1)).replace("{all}", String(ranges.length))})`
      : "";
  return (
    <div className="mt-2 print:hidden">
      <Button
        aria-busy={busy}
        onClick={() => void collect()}
        className="bg-paper max-desk:h-auto max-desk:min-h-11 max-desk:whitespace-normal max-desk:py-2"
      >
        {now ? `${now.words.collecting}${step}` : button}
      </Button>
      <div role="status">
        {said.map(({ said: sentence, engineer }) => (
          <div key={sentence} className="mt-1">
            <p className="text-ink-2">{sentence}</p>
            {engineer ? <p className="wrap-anywhere text-ink-3 text-xs">{engineer}</p> : null}
          </div>
        ))}
      </div>
    </div>
  );
}
