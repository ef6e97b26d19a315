import { cn } from "@/components/ui/cn";

/** The plumb line: our sign, beside the agency's name inside and our own on the door. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 14 20" aria-hidden="true" className={cn("h-5 w-3.5 flex-none", className)}>
      <path d="M7 0v10" stroke="var(--ink)" strokeWidth="1.25" />
      <path d="M3.5 9.5h7L7 19.5Z" fill="var(--accent)" />
    </svg>
  );
}
