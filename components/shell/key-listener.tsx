"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { actOf, type KeyAct } from "@/components/shell/keys";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly { readonly press: readonly string[]; readonly does: string }[];
}

interface KeyListenerProps {
  readonly words: Readonly<Record<"title" | "close", string>>;
  readonly groups: readonly KeyGroup[];
}

/** So long a `G` waits for its second letter. */
const placeWithinMs = 1500;

/**
 * The keys of every staff page, and the dialog that lists them. A list takes part by `data-row-open` on the link of each row, `data-find` on
 * its search field, and `data-key` on buttons that have a key of their own.
 */
export function KeyListener({ words, groups }: KeyListenerProps) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    let pressedG = Number.NEGATIVE_INFINITY;
    const run = (act: KeyAct, event: KeyboardEvent) => {
      if (act.kind === "go") router.push(act.path);
      if (act.kind === "await_place") pressedG = event.timeStamp;
      if (act.kind === "help" && !dialog.current?.open) dialog.current?.showModal();
      if (act.kind === "find") focusOn(document.querySelector("[data-find]"), event);
      if (act.kind === "down") focusOn(rowBeside(1), event);
      if (act.kind === "up") focusOn(rowBeside(-1), event);
      if (act.kind === "select")
        pressIn(document.activeElement?.closest("[data-row]"), "input[type=checkbox]");
      if (act.kind === "press") pressIn(document, `[data-key="${act.key}"]`);
    };
    const listen = (event: KeyboardEvent) => {
      // An open dialog has keys of its own; Esc closes it and gives the focus back.
      if (document.querySelector("dialog[open]")) return;
      const act = actOf({
        key: event.key,
        modified: event.ctrlKey || event.altKey || event.metaKey,
        writing: isWriting(event.target),
        afterG: event.timeStamp - pressedG < placeWithinMs,
      });
      pressedG = Number.NEGATIVE_INFINITY;
      if (act) run(act, event);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [router]);
  return (
    <Dialog ref={dialog} title={words.title}>
      {groups.map(({ title, keys }) => (
        <div key={title} className="mt-4">
          <p className="text-ink-3 text-xs">{title}</p>
          <dl className="mt-1">
            {keys.map(({ press, does }) => (
              <div key={does} className="flex justify-between gap-4 border-rule border-t py-1.5">
                <dt>{does}</dt>
                <dd className="flex gap-1">
                  {press.map((key) =>
                    key.length > 6 ? <span key={key}>{key}</span> : <Kbd key={key}>{key}</Kbd>,
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      <Button className="mt-5" onClick={() => dialog.current?.close()}>
        {words.close}
      </Button>
    </Dialog>
  );
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")
  );
}

/** The link of the row after (1) or before (−1) the one that has the focus; without one the first, or the last. */
function rowBeside(step: 1 | -1): HTMLElement | null {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row-open]")].filter(
    (row) => row.offsetParent !== null,
  );
  const current = document.activeElement
    ?.closest("[data-row]")
    ?.querySelector<HTMLElement>("[data-row-open]");
  const at = current ? rows.indexOf(current) : -1;
  return (at === -1 ? rows.at(step === 1 ? 0 : -1) : rows[at + step]) ?? null;
}

function focusOn(element: Element | null, event: KeyboardEvent): void {
  if (!(element instanceof HTMLElement)) return;
  event.preventDefault();
  element.focus();
  element.scrollIntoView({ block: "nearest" });
}

function pressIn(where: ParentNode | null | undefined, selector: string): void {
  const element = where?.querySelector<HTMLElement>(selector);
  if (element && element.getAttribute("aria-disabled") !== "true") element.click();
}
