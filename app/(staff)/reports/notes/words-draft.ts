import { plainWords } from "@/lib/report/notes";

/** Words that a person is writing, beside those that stand in the report. */
export interface WordsDraft {
  readonly typed: string;
  /** The words that this person began with, or was told of since; what a save may replace. */
  readonly before: string;
  /** The words that stood there when the page was last drawn. */
  readonly current: string;
  /** The last answer that was taken in. */
  readonly answer: WordsAnswer | null;
}

export interface WordsAnswer {
  /** The words that stand there after it; absent where the answer does not say. */
  readonly stands?: string;
  /** Why the words that were sent were not kept; absent where they were. */
  readonly error?: string;
}

export function beginWords(current: string): WordsDraft {
  return { typed: current, before: current, current, answer: null };
}

/**
 * Takes in a new answer and newly drawn words. Another person's words come into a field that nobody typed into. What was typed, or was sent as
 * it stood and refused, stays, and may replace theirs only after this person was told. The same draft where nothing is new.
 */
export function takeIn(draft: WordsDraft, current: string, answer: WordsAnswer | null): WordsDraft {
  const heard = answer === draft.answer ? undefined : answer?.stands;
  if (answer === draft.answer && current === draft.current) return draft;
  const told = { ...draft, answer, current, before: heard ?? draft.before };
  if (current === draft.current) return told;
  const refused = answer !== draft.answer && answer?.error !== undefined;
  const untouched = (draft.typed === draft.before && !refused) || plainWords(draft.typed) === current;
  return untouched ? { ...told, typed: current, before: current } : told;
}
