"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

export interface CollectWords {
  readonly collect: string;
  readonly collecting: string;
  readonly hint: string;
  readonly done: string;
  readonly queued: string;
  /** With `{why}` at the place of the cause. */
  readonly failed: string;
  readonly refused: string;
  readonly notYours: string;
  readonly unreachable: string;
}

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
  const [said, setSaid] = useState("");
  const collect = async () => {
    if (busy) return;
    if (!allowed) {
      setSaid(why);
      return;
    }
    setBusy(true);
    setSaid("");
    setSaid(await askAgain(client, day, words));
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
      <p role="status" className="mt-1 text-xs">
        {said ? <b>{said}</b> : null}
      </p>
      <p className="text-ink-3 text-xs">{allowed ? words.hint : why}</p>
    </div>
  );
}

/** One sentence for what the call came to (architecture.md §5: 200 all done, 202 something remains, 500 nothing remains and not all done). */
async function askAgain(client: string, day: string, words: CollectWords): Promise<string> {
  try {
    const response = await fetch("/api/automated/daily-kpi-collection", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ clients: [client], since: day, until: day }),
    });
    if (response.status === 200) return words.done;
    if (response.status === 202) return words.queued;
    if (response.status === 403 || response.status === 401) return words.notYours;
    const why = causeOf(await response.json().catch(() => null));
    return (response.status === 400 ? words.refused : words.failed).replace("{why}", why);
  } catch {
    return words.unreachable;
  }
}

/** Meta's own sentence, or the route's; empty where neither says one. */
function causeOf(answer: unknown): string {
  if (typeof answer !== "object" || answer === null) return "";
  if ("error" in answer && typeof answer.error === "string") return answer.error;
  const [account] = "accounts" in answer && Array.isArray(answer.accounts) ? answer.accounts : [];
  const message: unknown = account?.error?.message ?? account?.reason;
  return typeof message === "string" ? message : "";
}
