/** A one-letter word, with the space that would let it hang at the end of a line. */
const hanging = /(?<=^|[\s(„{}\u00A0])([aiouwzAIOUWZ]) /g;

/** Binds one-letter Polish words to the next word with U+00A0, in every text of a catalogue (mocks/report.md, Type). */
export function tidyPolish<Tree>(tree: Tree): Tree;
export function tidyPolish(tree: unknown): unknown {
  if (typeof tree === "string") return tree.replace(hanging, "$1\u00A0");
  if (typeof tree !== "object" || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, tidyPolish(value)]));
}
