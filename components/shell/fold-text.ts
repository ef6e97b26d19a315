/**
 * Markup with what repeats in it written once, as text: rows of a table differ in little but their figures. Only what is sent is shorter, nothing is
 * lost: `unfoldText` makes the very same text of it.
 *
 * As JSON a list of texts, and pairs of numbers that stand for tokens that came before: the place of the first, how many.
 */
export function foldText(text: string): string {
  const tokens = tokensOf(text);
  const number = numberer();
  const numbers = tokens.map(number);
  /** Where each pair of neighbours stood last. */
  const lastAt = new Map<number, number>();
  const folded: (string | number)[] = [];
  let literal = "";
  let at = 0;
  while (at < tokens.length) {
    const from = lastAt.get(pairAt(numbers, at));
    const count = from === undefined ? 1 : alikeFrom(numbers, from, at);
    if (from === undefined) {
      literal += tokens[at];
    } else {
      if (literal) folded.push(literal);
      literal = "";
      folded.push(from, count);
    }
    for (const end = at + count; at < end; at += 1) lastAt.set(pairAt(numbers, at), at);
  }
  if (literal) folded.push(literal);
  return JSON.stringify(folded);
}

/** The text that `foldText` was given. */
export function unfoldText(folded: string): string {
  const tokens: string[] = [];
  const parts = JSON.parse(folded) as (string | number)[];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    if (typeof part === "string") {
      for (const token of tokensOf(part)) tokens.push(token);
    } else {
      const from = Number(part);
      at += 1;
      // One by one: a run of rows that are all alike reaches into what it is itself making.
      for (let end = from + Number(parts[at]), each = from; each < end; each += 1)
        tokens.push(tokens[each] ?? "");
    }
  }
  return tokens.join("");
}

/** More than a page has different tokens: two of their numbers make one. */
const most = 2 ** 26;

/** Cut after what markup, the values of attributes and the JSON in them end with: so two texts cut one after the other are cut like the whole. */
function tokensOf(text: string): string[] {
  return text.match(/[^"<>&]*["<>&]|[^"<>&]+/g) ?? [];
}

/** Gives every token a number, the same for the same token. */
function numberer(): (token: string) => number {
  const known = new Map<string, number>();
  return (token) => {
    const number = known.get(token) ?? known.size;
    known.set(token, number);
    return number;
  };
}

/** The token here and the next as one number; the last one's pair is its own. */
function pairAt(numbers: readonly number[], at: number): number {
  return (numbers[at] ?? 0) * most + (numbers[at + 1] ?? most - 1);
}

function alikeFrom(numbers: readonly number[], from: number, at: number): number {
  let count = 0;
  while (at + count < numbers.length && numbers[from + count] === numbers[at + count]) count += 1;
  return count;
}
