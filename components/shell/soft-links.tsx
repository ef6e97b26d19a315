"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Follows every `SoftLink` of the page as `Link` would: a plain click goes on within the page, everything else is the browser's. */
export function SoftLinks() {
  const router = useRouter();
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const isPlain =
        event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      const link = event.target instanceof Element ? event.target.closest("a[data-soft]") : null;
      const href = link?.getAttribute("href");
      if (!href || !isPlain || event.defaultPrevented) return;
      event.preventDefault();
      router.push(href);
    };
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [router]);
  return null;
}
