"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState, useTransition } from "react";
import type { CollectWords } from "@/components/health/ask-again";
import { CollectAgain } from "@/components/health/collect-again";
import { dayNote } from "@/components/health/day-note";
import { cellAt, focusStop, isCell, isStop, moveFrom, placeOf } from "@/components/health/grid-cells";

/** An opened day as the server draws it. */
export interface OpenedDay {
  readonly client: string;
  readonly day: string;
  readonly panel: ReactNode;
  /** What can be done about it; null where there is no such day. */
  readonly collect: { readonly words: CollectWords; readonly allowed: boolean; readonly why: string } | null;
}

interface DayGridFrameProps {
  readonly days: readonly string[];
  /** What cells have to say beside their names, by their `data-n`. */
  readonly notes: readonly string[];
  readonly initial: OpenedDay | null;
  /** What the panel says while nothing is open. */
  readonly closed: ReactNode;
  readonly openDay: (client: string, day: string) => Promise<OpenedDay>;
  readonly children: ReactNode;
}

/**
 * Brings the grid to life: one tab stop, arrow keys, Enter opens, C collects again, hover, focus and tap say what is known of a cell. All of it
 * listens on the frame, so that a cell is markup and nothing else.
 */
export function DayGridFrame({ days, notes, initial, closed, openDay, children }: DayGridFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState<OpenedDay | null>(initial);
  const [wish, setWish] = useState<{ readonly collect: boolean; readonly focus: boolean } | null>(null);
  const [opening, startOpening] = useTransition();
  const router = useRouter();
  // The server drew the page anew: after a link to another day, or after a day was collected again.
  const [drawn, setDrawn] = useState(initial);
  if (initial !== drawn) {
    setDrawn(initial);
    setOpened(initial);
  }

  /** The open day stands in the address, so that it can be sent, and is still open when the page is read again. */
  const remember = ({ client, day }: { client: string; day: string }) => {
    const query = new URLSearchParams(location.search);
    query.set("client", client);
    query.set("day", day);
    history.replaceState(null, "", `?${query}`);
  };

  const open = (place: { client: string; day: string }, then: { collect: boolean; focus: boolean }) => {
    startOpening(async () => {
      const answer = await openDay(place.client, place.day);
      setOpened(answer);
      setWish(then);
      remember(place);
    });
  };
  // Listeners are bound once; they find the newest `open` here.
  const newest = useRef(open);
  useEffect(() => {
    newest.current = open;
  });

  useEffect(() => {
    const root = frame.current;
    const table = root?.querySelector("table");
    if (!root || !table) return;
    const note = dayNote(root, notes);
    const act = (cell: Element, then: { collect: boolean; focus: boolean }) => {
      const place = placeOf(cell, days);
      if (place) newest.current(place, then);
    };
    const onKey = (event: KeyboardEvent) => {
      const at = event.target;
      if (!isStop(at) || event.ctrlKey || event.metaKey || event.altKey) return;
      const to = moveFrom(at, event.key);
      const cell = isCell(at) ? at : null;
      if (to) focusStop(to);
      else if (!cell) return;
      else if (event.key === "Enter" || event.key === " ") act(cell, { collect: false, focus: true });
      else if (event.key.toLowerCase() === "c") act(cell, { collect: true, focus: true });
      else if (event.key === "Escape") note.hide();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onClick = (event: MouseEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const cell = target?.closest(".c") ?? null;
      if (isCell(cell)) {
        focusStop(cell);
        act(cell, { collect: false, focus: false });
      } else target?.closest("th[role=rowheader]")?.parentElement?.classList.toggle("all");
    };
    const onShow = (event: Event) => {
      const cell = event.target instanceof Element ? event.target.closest(".c") : null;
      if (isCell(cell)) note.show(cell);
      else note.hide();
    };
    const hide = () => note.hide();
    table.addEventListener("keydown", onKey);
    table.addEventListener("click", onClick);
    table.addEventListener("pointerover", onShow);
    table.addEventListener("focusin", onShow);
    table.addEventListener("pointerleave", hide);
    table.addEventListener("focusout", hide);
    addEventListener("scroll", hide, { passive: true });
    return () => {
      table.removeEventListener("keydown", onKey);
      table.removeEventListener("click", onClick);
      table.removeEventListener("pointerover", onShow);
      table.removeEventListener("focusin", onShow);
      table.removeEventListener("pointerleave", hide);
      table.removeEventListener("focusout", hide);
      removeEventListener("scroll", hide);
      note.remove();
    };
  }, [days, notes]);

  // The open cell is marked where it stands, whichever rows the server sent last.
  useEffect(() => {
    const root = frame.current;
    for (const cell of root?.querySelectorAll("[aria-selected]") ?? []) cell.removeAttribute("aria-selected");
    if (!root || !opened) return;
    cellAt(root, opened, days)?.setAttribute("aria-selected", "true");
  });

  useEffect(() => {
    if (!wish || !panel.current) return;
    if (wish.collect) panel.current.querySelector<HTMLElement>("[data-collect]")?.click();
    if (wish.focus) panel.current.focus({ preventScroll: true });
    panel.current.scrollIntoView({ block: "nearest" });
    setWish(null);
  }, [wish]);

  const backToCell = () => {
    const cell = frame.current && opened ? cellAt(frame.current, opened, days) : null;
    if (cell) focusStop(cell);
  };
  return (
    <div ref={frame} className="daygrid-frame grid gap-x-8 gap-y-6 wide:grid-cols-[minmax(0,1fr)_288px]">
      <div className="min-w-0">{children}</div>
      <aside
        ref={panel}
        tabIndex={-1}
        aria-live="polite"
        aria-busy={opening}
        onKeyDown={(event) => {
          if (event.key === "Escape") backToCell();
        }}
        className={`border-rule max-wide:border-t max-wide:pt-4 wide:border-l wide:pl-6 ${opening ? "opacity-60" : ""}`}
      >
        {opened ? opened.panel : closed}
        {opened?.collect ? (
          <CollectAgain
            key={`${opened.client} ${opened.day}`}
            {...opened.collect}
            client={opened.client}
            day={opened.day}
            onCollected={() => {
              remember(opened);
              router.refresh();
            }}
          />
        ) : null}
      </aside>
    </div>
  );
}
