"use client";

import { type ReactNode, type RefObject, useId } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

interface DialogProps {
  /** Opened with `ref.current.showModal()`; Esc closes it and the browser returns focus to what opened it. */
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose?: () => void;
  /** The word of a button beside the title that closes it, for a dialog longer than a phone; the dialog hangs from the top and grows downwards. */
  readonly close?: string;
}

/** The platform's modal dialog: it traps focus, closes with Esc and needs no library. */
export function Dialog({ ref, title, children, onClose, close }: DialogProps) {
  const id = useId();
  return (
    <dialog
      ref={ref}
      data-slot="dialog"
      aria-labelledby={id}
      onClose={onClose}
      className={cn(
        "m-auto w-[440px] max-w-[calc(100vw-32px)] rounded-md border border-rule-strong bg-paper p-6 text-ink backdrop:bg-[rgb(0_0_0/.4)]",
        close && "mt-4 max-h-[calc(100dvh-32px)] pt-0 max-[430px]:px-4 desk:mt-[8vh] desk:max-h-[84vh]",
      )}
    >
      {close ? (
        <div className="sticky top-0 z-1 flex items-center justify-between gap-3 bg-paper pt-4 pb-1">
          <h2 id={id} className="text-pretty font-semibold text-md">
            {title}
          </h2>
          <Button className="flex-none" onClick={() => ref.current?.close()}>
            {close}
          </Button>
        </div>
      ) : (
        <h2 id={id} className="text-pretty font-semibold text-md">
          {title}
        </h2>
      )}
      {children}
    </dialog>
  );
}
