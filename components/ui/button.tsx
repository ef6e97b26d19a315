import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** Looks of a button, also for links that act like one. One `primary` on a screen; `danger` names its object (mocks/staff.md, Controls). */
export const buttonVariants = cva(
  "inline-flex items-center justify-center gap-2 whitespace-nowrap rounded-md border text-base no-underline transition-colors motion-reduce:transition-none desk:text-sm aria-disabled:cursor-not-allowed aria-disabled:border-rule aria-disabled:bg-unknown-soft aria-disabled:font-normal aria-disabled:text-ink-3 aria-busy:cursor-progress",
  {
    variants: {
      look: {
        plain: "border-rule-strong bg-paper text-ink hover:border-ink-3",
        primary:
          "border-accent bg-accent font-semibold text-paper hover:bg-[color-mix(in_srgb,var(--accent)_88%,var(--ink))]",
        danger: "border-bad bg-paper text-bad hover:bg-bad-soft",
        quiet: "border-transparent bg-transparent text-accent underline-offset-3 hover:underline",
      },
      size: {
        default: "h-11 px-3 desk:h-8",
        large: "h-11 px-4 text-base desk:text-base",
        inline: "h-11 px-0 desk:h-8",
      },
    },
    defaultVariants: { look: "plain", size: "default" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonVariants>;

export function Button({ className, look, size, type = "button", ...props }: ButtonProps) {
  return (
    <button
      data-slot="button"
      type={type}
      className={cn(buttonVariants({ look, size }), className)}
      {...props}
    />
  );
}
