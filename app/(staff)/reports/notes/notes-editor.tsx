"use client";

import { useActionState, useState } from "react";
import { FormAnswerLine } from "@/app/(staff)/form-answer-line";
import { beginWords, takeIn } from "@/app/(staff)/reports/notes/words-draft";
import {
  changeLine,
  type EditAnswer,
  type NoteAnswer,
  saveWords,
  writeNote,
} from "@/app/(staff)/reports/review-actions";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { KeptForm } from "@/components/ui/kept-form";
import { Textarea } from "@/components/ui/textarea";
import { lostAnswer, useKept } from "@/components/ui/use-kept";

interface Target {
  readonly client: string;
  readonly period: string;
}

export interface NoteGroup {
  readonly kind: "done" | "next" | "annotation";
  readonly title: string;
  readonly hint: string;
  readonly longest: number;
  /** The day that the field begins with. */
  readonly day: string;
  readonly lines: readonly {
    readonly id: string;
    readonly day: string;
    readonly text: string;
    readonly remove: string;
  }[];
  readonly full: boolean;
}

type Words = Readonly<
  Record<"date" | "text" | "add" | "remove" | "undo" | "words" | "wordsHint" | "save" | "full", string>
>;

/** What staff write for the month: words under the verdict, dated lines, words in the chart. Every line can be taken away and brought back. */
export function NotesEditor(props: {
  readonly target: Target;
  readonly current: string;
  readonly longestWords: number;
  readonly groups: readonly NoteGroup[];
  readonly words: Words;
}) {
  const { target, words } = props;
  return (
    <div className="space-y-6">
      <WordsForm target={target} current={props.current} longest={props.longestWords} words={words} />
      {props.groups.map((group) => (
        <Group key={group.kind} target={target} group={group} words={words} />
      ))}
    </div>
  );
}

function Hidden({ target }: { target: Target }) {
  return (
    <>
      <input type="hidden" name="client" value={target.client} />
      <input type="hidden" name="period" value={target.period} />
    </>
  );
}

function WordsForm(props: { target: Target; current: string; longest: number; words: Words }) {
  const [answer, save, busy] = useActionState<EditAnswer | null, FormData>(
    useKept(saveWords, lostAnswer),
    null,
  );
  const { words } = props;
  const [begun, setDraft] = useState(() => beginWords(props.current));
  const draft = takeIn(begun, props.current, answer);
  if (draft !== begun) setDraft(draft);
  return (
    <KeptForm send={save} busy={busy}>
      <Hidden target={props.target} />
      <input type="hidden" name="before" value={draft.before} />
      <label htmlFor="own-words" className="mb-1 block font-semibold">
        {words.words}
      </label>
      <Textarea
        id="own-words"
        name="text"
        rows={4}
        maxLength={props.longest}
        value={draft.typed}
        onChange={(event) => setDraft({ ...draft, typed: event.currentTarget.value })}
        aria-describedby="own-words-hint"
      />
      <p id="own-words-hint" className="mt-1 text-ink-3 text-xs">
        {words.wordsHint}
      </p>
      <div className="mt-2 flex gap-2">
        <Button type="submit" aria-busy={busy} disabled={busy}>
          {words.save}
        </Button>
        {answer && "done" in answer && answer.undo !== undefined ? (
          <Button type="submit" look="quiet" name="text" value={answer.undo}>
            {words.undo}
          </Button>
        ) : null}
      </div>
      <FormAnswerLine answer={answer} />
    </KeptForm>
  );
}

function Group({ target, group, words }: { target: Target; group: NoteGroup; words: Words }) {
  const [answer, add, adding] = useActionState<NoteAnswer | null, FormData>(
    useKept(writeNote, lostAnswer),
    null,
  );
  const refusedAt = (field: NoteAnswer["at"]) => (answer?.at === field ? true : undefined);
  const [changed, change, changing] = useActionState<EditAnswer | null, FormData>(
    useKept(changeLine, lostAnswer),
    null,
  );
  const id = `note-${group.kind}`;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="font-semibold">
        {group.title}
      </h3>
      <p className="text-ink-3 text-xs">{group.hint}</p>
      <ul className="mt-2 border-rule border-t">
        {group.lines.map((line) => (
          <li key={line.id} className="flex items-baseline gap-2 border-rule border-b py-1.5">
            <span className="min-w-0 flex-1 break-words">
              <span className="text-ink-3">{line.day}</span> <bdi>{line.text}</bdi>
            </span>
            <form action={change}>
              <Hidden target={target} />
              <input type="hidden" name="line" value={line.id} />
              <input type="hidden" name="removed" value="yes" />
              <Button type="submit" look="quiet" size="inline" aria-label={line.remove} disabled={changing}>
                {words.remove}
              </Button>
            </form>
          </li>
        ))}
      </ul>
      {changed && "done" in changed && changed.undo ? (
        <form action={change} className="mt-1">
          <Hidden target={target} />
          <input type="hidden" name="line" value={changed.undo} />
          <input type="hidden" name="removed" value="no" />
          <span role="status" className="text-ink-2 text-xs">
            {changed.done}{" "}
          </span>
          <Button type="submit" look="quiet" size="inline">
            {words.undo}
          </Button>
        </form>
      ) : (
        <FormAnswerLine answer={changed} />
      )}
      {group.full ? (
        <p className="mt-2 text-ink-3 text-xs">{words.full}</p>
      ) : (
        <KeptForm
          send={add}
          busy={adding}
          emptyAfter={answer && "done" in answer ? answer : null}
          className="mt-2 flex flex-wrap gap-2"
        >
          <Hidden target={target} />
          <input type="hidden" name="kind" value={group.kind} />
          <Input
            type="date"
            name="date"
            required
            defaultValue={group.day}
            aria-label={`${group.title}: ${words.date}`}
            aria-invalid={refusedAt("date")}
            aria-describedby={`${id}-answer`}
            className="w-36"
          />
          <Input
            name="text"
            required
            maxLength={group.longest}
            placeholder={words.text}
            aria-label={`${group.title}: ${words.text}`}
            aria-invalid={refusedAt("text")}
            aria-describedby={`${id}-answer`}
            className="order-first basis-full"
          />
          <Button type="submit" aria-busy={adding} disabled={adding}>
            {words.add}
          </Button>
        </KeptForm>
      )}
      <div id={`${id}-answer`}>
        <FormAnswerLine answer={answer} />
      </div>
    </section>
  );
}
