"use client";

import { useState } from "react";
import { type Asked, askAgain, type CollectWords } from "@/components/health/ask-again";
import { Button } from "@/components/ui/button";

interface CollectAgainProps {
  readonly client: string;
  readonly day: string;
  readonly words: CollectWords;
  readonly allowed: boolean;
  /** Why not, beside the button; empty where it is allowed. */
  readonly why: string;
  readonly onCollected: () => void;
}

/** Asks Meta again for one day of one client, by the same route and rights as every call by hand. */
export function CollectAgain({ client, day, words, allowed, why, onCollected }: CollectAgainProps) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Pick<Asked, "said" | "engineer"> | null>(null);
  const collect = async () => {
    if (busy) return;
    if (!allowed) {
      setSaid({ said: why });
      return;
    }
    setBusy(true);
    setSaid(null);
    setSaid(await askAgain({ client, since: day, until: day }, words));
    setBusy(false);
    onCollected();
  };
  return (
    <div className="mt-4 print:hidden">
      <Button
        data-collect=""
        look="primary"
        className="w-full"
        aria-busy={busy}
        aria-disabled={!allowed}
        onClick={() => void collect()}
      >
        {busy ? words.collecting : words.collect}
      </Button>
      <div role="status" className="mt-1 text-xs">
        {said ? (
          <>
            <p className="font-semibold">{said.said}</p>
            {said.engineer ? <p className="wrap-anywhere text-ink-3">{said.engineer}</p> : null}
          </>
        ) : null}
      </div>
      <p className="text-ink-3 text-xs">{allowed ? words.hint : why}</p>
    </div>
  );
}
