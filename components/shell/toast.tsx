"use client";

import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { cn } from "@/components/ui/cn";

/** Time to read a line and to take it back (mocks/staff.md, Toasts). */
const shownMs = 12_000;
const stackId = "toasts";

/** Where toasts of one page stand, one under the other, whoever says them. Once a page. */
export function ToastStack() {
  return (
    <div
      id={stackId}
      className="-translate-x-1/2 fixed bottom-6 left-1/2 z-20 flex w-max max-w-[calc(100vw-32px)] flex-col items-center print:hidden"
    />
  );
}

/** Confirms what was just done, at the bottom of the screen; it never carries the only copy of a problem. `at`: when it was said. */
export function Toast({
  at,
  bad = false,
  children,
}: {
  at: number | null;
  bad?: boolean;
  children: ReactNode;
}) {
  const [over, setOver] = useState<number | null>(null);
  const [stack, setStack] = useState<HTMLElement | null>(null);
  useEffect(() => setStack(document.getElementById(stackId)), []);
  useEffect(() => {
    if (at === null) return;
    const timer = setTimeout(() => setOver(at), shownMs);
    return () => clearTimeout(timer);
  }, [at]);
  if (!stack) return null;
  const shown = at !== null && over !== at && children !== null;
  return createPortal(
    <div role={bad ? "alert" : "status"}>
      {shown ? (
        <div
          data-slot="toast"
          className={cn(
            "mt-2 flex items-center gap-4 rounded-md px-3 py-2",
            bad ? "border border-bad bg-bad-soft text-ink" : "bg-ink text-paper",
          )}
        >
          {children}
        </div>
      ) : null}
    </div>,
    stack,
  );
}
