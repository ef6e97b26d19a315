"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

interface QueueBarProps {
  readonly period: string;
  /** By how many are ticked: none, one, and so on; the last stands for more. */
  readonly says: readonly string[];
  readonly button: string;
}

/**
 * The foot of the list: how many reports are ticked, and the way to review them one after another. A plain form, so that it works without script.
 * The rows are text (static-rows.tsx): drawn anew, sorted or filtered, they come without their ticks, and get them back here.
 */
export function QueueBar({ period, says, button }: QueueBarProps) {
  const [count, setCount] = useState(0);
  const ticked = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const recount = () => {
      ticked.current = new Set(boxes().flatMap(({ checked, value }) => (checked ? [value] : [])));
      setCount(ticked.current.size);
    };
    recount();
    document.addEventListener("change", recount);
    return () => document.removeEventListener("change", recount);
  }, []);
  useEffect(() => {
    for (const box of boxes()) if (ticked.current.has(box.value)) box.checked = true;
    setCount(boxes().filter(({ checked }) => checked).length);
  });
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

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>("input[form=review-queue]")];
}
