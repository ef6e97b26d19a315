import type { Report } from "@/lib/report/document";
import { typedWords } from "@/lib/values/typed-words";

/** What was done, what is next, words beside a day of the chart (screens.md §1.5, §1.6). */
export const noteKinds = ["done", "next", "annotation"] as const;
export type NoteKind = (typeof noteKinds)[number];

/** Lines of each kind at most: the client reads all of them. */
export const mostNotes = 5;

/** Longest line of each kind, and longest words under the verdict, in characters without the blanks around. */
export const longestNote: Readonly<Record<NoteKind, number>> = { done: 280, next: 280, annotation: 60 };
export const longestWords = 600;

export const noNotes: Report["notes"] = { done: [], next: [], annotations: [] };

/** Words and lines of staff as they are stored: no blanks around them, single ones between, nothing that reorders them. */
export function plainWords(text: string): string {
  return typedWords(text).replace(/\s+/g, " ");
}
