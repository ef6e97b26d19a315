"use client";

import { useEffect, useRef } from "react";

/** Where the panel follows its list, an alert that was asked for is brought into view; beside the list it is there already. */
export function ScrollHere({ alert }: { alert: number }) {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (alert > 0 && window.matchMedia("(width < 1400px)").matches) here.current?.scrollIntoView();
  }, [alert]);
  return <span ref={here} aria-hidden="true" />;
}
