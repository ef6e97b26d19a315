import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { fieldClass } from "@/components/ui/input";

/** A `<select>` of the platform: it works without script, with every keyboard and on every phone. */
export function NativeSelect({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span data-slot="native-select" className={cn("relative inline-flex max-w-full", className)}>
      <select className={cn(fieldClass, "appearance-none truncate pr-7")} {...props}>
        {children}
      </select>
      <svg
        viewBox="0 0 8 5"
        aria-hidden="true"
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 h-[5px] w-2"
      >
        <path d="m.5.5 3.5 3.5L7.5.5" fill="none" stroke="var(--ink-3)" />
      </svg>
    </span>
  );
}
