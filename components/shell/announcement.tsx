"use client";

import { useEffect, useState } from "react";

/** Waits shorter than this need no word. */
const quietMs = 300;

/**
 * Says politely that something is being read. Words that arrive together with their live region are often not spoken, so the region stands
 * first; the server's page, which is read from its beginning, has them from the start.
 */
export function Announcement({ children: words }: { children: string }) {
  const [said, say] = useState(() => (typeof window === "undefined" ? words : ""));
  useEffect(() => {
    const timer = setTimeout(() => say(words), quietMs);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
