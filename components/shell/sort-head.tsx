import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface SortHeadProps {
  /** The address that sorts by this column, or turns it round. */
  readonly href: string;
  /** Whether the rows stand by this column now, and which way. */
  readonly active: boolean;
  readonly down: boolean;
  readonly right?: boolean;
  readonly span?: number;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Head of a column that sorts: a link, so that the address says how the list stands, with the way it is sorted for readers of the page. */
export function SortHead({ href, active, down, right = false, span, className, children }: SortHeadProps) {
  return (
    <th
      scope={span ? "colgroup" : "col"}
      colSpan={span}
      aria-sort={active ? (down ? "descending" : "ascending") : undefined}
      className={cn(
        "h-8 whitespace-nowrap border-rule-strong border-b pb-[7px] pl-3 align-bottom font-normal text-ink-3 text-xs",
        right ? "text-right" : "text-left",
        className,
      )}
    >
      {/* Below 1024 px the head is there for readers of the page alone, and nobody should land on a link that cannot be seen. */}
      <span className="desk:hidden">{children}</span>
      <Link
        href={href}
        scroll={false}
        className={cn(
          "hidden items-center gap-1 leading-4 hover:text-ink desk:inline-flex",
          right && "flex-row-reverse",
          active && "font-semibold text-ink",
        )}
      >
        {children}
        <Arrows active={active} down={down} />
      </Link>
    </th>
  );
}

function Arrows({ active, down }: { active: boolean; down: boolean }) {
  const drawing = active ? (down ? "M3.5 9.5 0 5h7Z" : "M3.5.5 7 5H0Z") : "M3.5 0 6.5 4h-6ZM3.5 10l-3-4h6Z";
  return (
    <svg
      viewBox="0 0 7 10"
      aria-hidden="true"
      className={cn("h-2.5 w-[7px] flex-none", active ? "" : "text-rule-strong")}
    >
      <path d={drawing} fill="currentColor" />
    </svg>
  );
}
