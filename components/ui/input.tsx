import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** How every field looks; its edge has 3 : 1 against the paper. */
export const fieldClass =
  "h-11 w-full rounded-md border border-field bg-paper px-2.5 text-base text-ink focus-visible:border-accent aria-invalid:border-bad desk:h-8 desk:text-sm";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input data-slot="input" className={cn(fieldClass, className)} {...props} />;
}
