"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

interface QueueBarProps {
  readonly period: string;
  /** By how many are ticked: none, one, and so on; the last stands for more. */
  readonly says: readonly string[];
  readonly button: string;
}

/** The foot of the list: how many reports are ticked, and the way to review them one after another. A plain form, so that it works without script. */
export function QueueBar({ period, says, button }: QueueBarProps) {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const recount = () => setCount(document.querySelectorAll("input[form=review-queue]:checked").length);
    recount();
    document.addEventListener("change", recount);
    return () => document.removeEventListener("change", recount);
  }, []);
  return (
    <form
      id="review-queue"
      action="/reports"
      className="sticky bottom-0 mt-3 flex max-w-[1160px] flex-wrap items-center justify-between gap-3 border-rule border-t bg-paper py-3"
    >
      <input type="hidden" name="period" value={period} />
      <p role="status" className="text-ink-2">
        {says[Math.min(count, says.length - 1)]}
      </p>
      <Button type="submit" look={count > 0 ? "primary" : "plain"}>
        {button}
      </Button>
    </form>
  );
}
