"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";

/** Time to read a line and to take it back (mocks/staff.md, Toasts). */
const shownMs = 12_000;

/**
 * Confirms what was just done, at the bottom of the screen, above what another one still says; it never carries the only copy of a problem. It
 * stands in the page where it is said, so that its Undo is the next thing for the keyboard. `at`: when it was said.
 */
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
  useEffect(() => {
    if (at === null) return;
    const timer = setTimeout(() => setOver(at), shownMs);
    return () => clearTimeout(timer);
  }, [at]);
  const shown = at !== null && over !== at && children !== null;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (shown && at !== null) standAboveOthers(box.current);
  }, [shown, at]);
  return (
    <div role={bad ? "alert" : "status"} className="print:hidden">
      {shown ? (
        <div
          ref={box}
          data-slot="toast"
          className={cn(
            "-translate-x-1/2 fixed bottom-6 left-1/2 z-20 flex w-max max-w-[calc(100vw-32px)] items-center gap-4 rounded-md px-3 py-2",
            bad ? "border border-bad bg-bad-soft text-ink" : "bg-ink text-paper",
          )}
        >
          {children}
        </div>
      ) : null}
    </div>
  );
}

/** Lifts a toast over those that are still to be read. */
function standAboveOthers(box: HTMLElement | null): void {
  if (!box) return;
  const others = [...document.querySelectorAll("[data-slot=toast]")].filter((one) => one !== box);
  const top = Math.min(...others.map((one) => one.getBoundingClientRect().top));
  box.style.bottom = others.length > 0 ? `${window.innerHeight - top + 8}px` : "";
}
