"use client";

import { createContext, type ReactNode, useActionState, useContext } from "react";
import { type AlertAnswer, changeAlertsByHand } from "@/app/(staff)/alerts/actions";
import { Toast } from "@/components/shell/toast";
import { unlessBusy } from "@/components/ui/unless-busy";
import { useKept } from "@/components/ui/use-kept";

interface Acts {
  readonly answer: AlertAnswer | null;
  readonly busy: boolean;
  /** Sends one act on the alerts that the form names. */
  readonly act: (choice: FormData) => void;
}

const ActsOfPage = createContext<Acts | null>(null);

/**
 * Whatever is done to alerts of one page, from its list or its panel, and its answer with Undo. It stands around both: what was done leaves the
 * list, another alert takes its place in the panel or the panel goes, and the answer has to outlive all of that.
 */
export function AlertActs({ undo, children }: { undo: string; children: ReactNode }) {
  const [answer, act, busy] = useActionState(useKept(changeAlertsByHand, lostAt), null);
  return (
    <ActsOfPage value={{ answer, act, busy }}>
      {children}
      <Toast at={answer?.at ?? null} {...(answer && "error" in answer ? { bad: true } : {})}>
        {answer && "done" in answer ? (
          <>
            <span>{answer.done}</span>
            {answer.undo.length > 0 ? (
              <form action={act} onSubmit={unlessBusy(busy)}>
                <input type="hidden" name="act" value="undo" />
                <input type="hidden" name="event" value={answer.undo.join(",")} />
                <button type="submit" className="min-h-6 underline underline-offset-3">
                  {undo}
                </button>
              </form>
            ) : null}
          </>
        ) : (
          (answer?.error ?? null)
        )}
      </Toast>
    </ActsOfPage>
  );
}

/** The page's acts, for a form inside of `AlertActs`; an error outside of it. */
export function useAlertActs(): Acts {
  const acts = useContext(ActsOfPage);
  if (!acts) throw new Error("A form of alerts stands outside of AlertActs.");
  return acts;
}

function lostAt(error: string): AlertAnswer {
  return { error, at: Date.now() };
}
