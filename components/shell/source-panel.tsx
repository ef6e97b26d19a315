"use client";

import Link from "next/link";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { moveInDrawing } from "@/components/shell/chart-keys";
import type { SourceAnswer, WrongAnswer } from "@/components/shell/source-answer";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { lostWords } from "@/components/ui/use-kept";

type Word =
  | "title"
  | "reading"
  | "close"
  | "changed"
  | "failed"
  | "wrong"
  | "why"
  | "hint"
  | "report"
  | "busy"
  | "alert"
  | "notYours";

interface SourcePanelProps {
  readonly words: Readonly<Record<Word, string>>;
  readonly read: (source: unknown) => Promise<SourceAnswer>;
  readonly report: (form: FormData) => Promise<WrongAnswer>;
}

/**
 * One panel for every figure of a staff page (source-of.tsx): it reads where the figure comes from when asked, and takes "this number looks
 * wrong". Esc closes it, and the focus returns to the figure. An answer that arrives after another figure was asked for is dropped (incident 43).
 */
export function SourcePanel({ words, read, report }: SourcePanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const asked = useRef(0);
  const [shown, setShown] = useState("");
  const [answer, setAnswer] = useState<SourceAnswer | null>(null);
  useEffect(() => {
    const open = async (event: MouseEvent) => {
      const figure =
        event.target instanceof Element
          ? event.target.closest<HTMLElement | SVGElement>("[data-source]")
          : null;
      if (!figure) return;
      // A mark of a drawing is a link by its element alone.
      event.preventDefault();
      if (figure instanceof SVGElement) figure.focus();
      asked.current += 1;
      const mine = asked.current;
      setShown(figure.dataset.shown ?? figure.textContent ?? "");
      setAnswer(null);
      dialog.current?.showModal();
      const found = await read(askedOf(figure)).catch(() => ({ error: words.failed }));
      if (asked.current === mine) setAnswer(found);
    };
    const move = (event: KeyboardEvent) => {
      if (moveInDrawing(event) || pressSentence(event)) event.preventDefault();
    };
    document.addEventListener("click", open);
    document.addEventListener("keydown", move);
    return () => {
      document.removeEventListener("click", open);
      document.removeEventListener("keydown", move);
    };
  }, [read, words.failed]);
  return (
    <Dialog ref={dialog} title={words.title} close={words.close}>
      <div aria-live="polite" aria-busy={answer === null} className="min-h-60">
        {answer === null ? (
          <p className="mt-2 text-ink-3">{words.reading}</p>
        ) : "error" in answer ? (
          <p className="mt-2 text-bad">{answer.error}</p>
        ) : (
          <>
            <p className="mt-2 text-ink-2">{answer.title}</p>
            <p
              className={cn("mb-3 text-pretty font-semibold tracking-[-.01em]", sizeOf(answer.sum ?? shown))}
            >
              {answer.sum ?? shown}
            </p>
            {answer.sum !== null && isOther(shown, answer.sum) ? (
              <p className="mb-3 text-warn">
                {words.changed.replace("%shown%", shown).replace("%now%", answer.sum)}
              </p>
            ) : null}
            <dl>
              {answer.rows.map(([term, text], index) => (
                <div
                  // biome-ignore lint/suspicious/noArrayIndexKey: an answer's rows never move, and two of them may bear one name
                  key={`${index} ${term}`}
                  className="gap-x-3 border-rule border-t py-[7px] min-[431px]:grid min-[431px]:grid-cols-[116px_minmax(0,1fr)]"
                >
                  <dt className="break-words text-ink-3">{term}</dt>
                  <dd className="min-w-0 [overflow-wrap:anywhere]">{text}</dd>
                </div>
              ))}
            </dl>
            {answer.wrong ? (
              <LooksWrong
                key={asked.current}
                words={words}
                about={answer.wrong}
                shown={shown}
                report={report}
              />
            ) : null}
          </>
        )}
      </div>
    </Dialog>
  );
}

interface LooksWrongProps {
  readonly words: SourcePanelProps["words"];
  readonly about: {
    client: string;
    month: string;
    metric: string;
    part: string;
    may: boolean;
    already: Extract<WrongAnswer, { done: string }> | null;
  };
  readonly shown: string;
  readonly report: SourcePanelProps["report"];
}

function LooksWrong({ words, about, shown, report }: LooksWrongProps) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<WrongAnswer | null>(about.already);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const form = new FormData(event.currentTarget);
    for (const key of ["client", "month", "metric", "part"] as const) form.set(key, about[key]);
    form.set("shown", shown);
    setAnswer(await report(form).catch((fault: unknown) => ({ error: lostWords(fault) })));
    setBusy(false);
  };
  return (
    <section aria-labelledby={`${id}-head`} className="mt-5 border-rule-strong border-t pt-3">
      <h3 id={`${id}-head`} className="mb-2 font-semibold">
        {words.wrong}
      </h3>
      {answer ? (
        <p
          role={"error" in answer ? "alert" : "status"}
          className={"error" in answer ? "text-bad" : "text-ink-2"}
        >
          {"error" in answer ? answer.error : answer.done}
          {"done" in answer && answer.alert !== null ? (
            <Link
              href={`/alerts?alert=${answer.alert}`}
              className="link mt-1 flex min-h-11 items-center desk:min-h-6"
              onClick={(event) => event.currentTarget.closest("dialog")?.close()}
            >
              {words.alert}
            </Link>
          ) : null}
        </p>
      ) : about.may ? (
        <form onSubmit={send}>
          <Field id={id} label={words.why} hint={words.hint}>
            <Textarea id={id} name="reason" rows={2} maxLength={1000} aria-describedby={`${id}-hint`} />
          </Field>
          <Button type="submit" className="mt-2" aria-disabled={busy}>
            {busy ? words.busy : words.report}
          </Button>
        </form>
      ) : (
        <p className="text-ink-3">{words.notYours}</p>
      )}
    </section>
  );
}

/** The space bar presses a sentence as it presses a button; Enter does so by itself. True where it did. */
function pressSentence({ key, target }: KeyboardEvent): boolean {
  if (key !== " " || !(target instanceof HTMLAnchorElement) || !target.dataset.source) return false;
  target.click();
  return true;
}

/** A figure is large, a sentence reads as text. */
function sizeOf(text: string): string {
  return text.length > 40 ? "text-base" : "text-lg";
}

/** What a figure asks for: its own words, or its name with what the figures around it have in common (source-of.tsx). */
function askedOf(figure: HTMLElement | SVGElement): unknown {
  const text = figure.dataset.source ?? "";
  if (text.startsWith("{")) return JSON.parse(text);
  const base = figure.closest<HTMLElement>("[data-source-base]")?.dataset.sourceBase ?? "{}";
  const [metric = "", ...part] = text.split(" ");
  return { ...JSON.parse(base), metric, ...(part.length > 0 ? { part: part.join(" ") } : {}) };
}

/** Whether two texts carry other digits: currency and blanks around a figure are not the figure. */
function isOther(shown: string, now: string): boolean {
  const digits = (text: string) => text.replace(/[^\d]/g, "");
  return shown !== "" && !shown.includes("%") && digits(shown) !== digits(now);
}
