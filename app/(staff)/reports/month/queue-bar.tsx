"use client";

import { useEffect, useState } from "react";
import { type SelectedWords, selectedText } from "@/app/(staff)/reports/list/selected-words";
import { Button } from "@/components/ui/button";

interface QueueBarProps {
  readonly period: string;
  readonly says: SelectedWords;
  readonly button: string;
}

/**
 * The foot of the list: how many reports are ticked, and the way to review them one after another. A plain form, so that it works without script.
 * The rows are text (static-rows.tsx): drawn anew, sorted or filtered, they come without their ticks, and get them back here. A ticked report whose
 * row is not among those shown stays ticked, and goes along.
 */
export function QueueBar({ period, says, button }: QueueBarProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [unseen, setUnseen] = useState<readonly string[]>([]);
  useEffect(() => {
    // Ticked before the script came, or kept by the browser.
    setTicked(new Set(boxes().flatMap(({ checked, value }) => (checked ? [value] : []))));
    const note = ({ target }: Event) => {
      if (!isBox(target)) return;
      const { checked, value } = target;
      setTicked((before) => {
        const after = new Set(before);
        if (checked) after.add(value);
        else after.delete(value);
        return after;
      });
    };
    document.addEventListener("change", note);
    return () => document.removeEventListener("change", note);
  }, []);
  useEffect(() => {
    const shown = new Set<string>();
    for (const box of boxes()) {
      shown.add(box.value);
      box.checked = ticked.has(box.value);
    }
    const others = [...ticked].filter((slug) => !shown.has(slug));
    setUnseen((before) => (before.join("\n") === others.join("\n") ? before : others));
  });
  return (
    <form
      id="review-queue"
      action="/reports"
      data-foot-bar=""
      className="sticky bottom-0 mt-3 flex max-w-[1160px] flex-wrap items-center justify-between gap-3 border-rule border-t bg-paper py-3"
    >
      <input type="hidden" name="period" value={period} />
      {unseen.map((slug) => (
        <input key={slug} type="hidden" name="queue" value={slug} />
      ))}
      <p role="status" className="text-ink-2">
        {selectedText(says, ticked.size)}
      </p>
      <Button type="submit" look={ticked.size > 0 ? "primary" : "plain"}>
        {button}
      </Button>
    </form>
  );
}

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>("input[form=review-queue]")];
}

function isBox(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.getAttribute("form") === "review-queue";
}
