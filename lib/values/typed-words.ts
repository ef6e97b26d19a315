/** Embeddings, overrides and isolates. The marks U+200E and U+200F only say which way a text runs and stay. */
const reordering = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * What a person typed, as it is kept: no blanks around it, and no sign that reorders what is printed, for "evil" after U+202E reads "live" in a
 * browser and a PDF. Nobody types those on purpose; they come with pasted text, so they go without a word.
 */
export function typedWords(text: string): string {
  return text.replace(reordering, "").trim();
}
