import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { fieldClass } from "@/components/ui/input";

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(fieldClass, "block h-auto resize-y py-2 leading-5 desk:h-auto", className)}
      {...props}
    />
  );
}
