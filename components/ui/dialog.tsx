"use client";

import { type ReactNode, type RefObject, useId } from "react";

interface DialogProps {
  /** Opened with `ref.current.showModal()`; Esc closes it and the browser returns focus to what opened it. */
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose?: () => void;
}

/** The platform's modal dialog: it traps focus, closes with Esc and needs no library. */
export function Dialog({ ref, title, children, onClose }: DialogProps) {
  const id = useId();
  return (
    <dialog
      ref={ref}
      data-slot="dialog"
      aria-labelledby={id}
      onClose={onClose}
      className="m-auto w-[440px] max-w-[calc(100vw-32px)] rounded-md border border-rule-strong bg-paper p-6 text-ink backdrop:bg-[rgb(0_0_0/.4)]"
    >
      <h2 id={id} className="text-pretty font-semibold text-md">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
