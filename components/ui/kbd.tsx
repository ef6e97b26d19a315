import type { ReactNode } from "react";

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
