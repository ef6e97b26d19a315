"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A place in the navigation; the one we are at is marked for eyes and for readers. */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const pathname = usePathname();
  const here = pathname === href || (href !== "/" && pathname.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className="flex h-11 items-center gap-1.5 rounded-none px-0.5 text-[13px] text-ink-2 hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--accent)] min-[375px]:text-[14px] desk:h-8 desk:rounded-md desk:px-2 desk:text-sm desk:hover:bg-weekend desk:aria-[current]:bg-paper desk:aria-[current]:shadow-[inset_0_0_0_1px_var(--rule)]"
    >
      {children}
    </Link>
  );
}
