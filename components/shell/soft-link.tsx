import type { ComponentProps } from "react";

/** A link inside rows that are drawn as text (static-rows.tsx): the frame follows it without loading the page anew (soft-links.tsx). */
export function SoftLink({ href, ...props }: ComponentProps<"a"> & { readonly href: string }) {
  return <a href={href} data-soft="" {...props} />;
}
