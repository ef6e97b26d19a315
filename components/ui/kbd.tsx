import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** A key as it is printed on a keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd
      data-slot="kbd"
      className="inline-block min-w-4 rounded-sm border border-rule-strong bg-paper px-1 text-center font-sans text-2xs text-ink-2"
    >
      {children}
    </kbd>
  );
}

const turns = { "←": "rotate-180", "↑": "-rotate-90", "↓": "rotate-90", "→": "" };

/** An arrow key, drawn: the fonts of the house have only two of the four signs. */
export function ArrowKbd({ way }: { way: keyof typeof turns }) {
  return (
    <Kbd>
      <span className="sr-only">{way}</span>
      <svg
        viewBox="0 0 10 10"
        aria-hidden="true"
        className={cn("inline-block size-2.5 align-[-.08em]", turns[way])}
      >
        <path d="M1 5h8M6 2l3 3-3 3" fill="none" stroke="currentColor" />
      </svg>
    </Kbd>
  );
}
