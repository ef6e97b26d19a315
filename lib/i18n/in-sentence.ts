/** A metric's name inside a sentence: "koszt rezerwacji", but "CTR linku" stays. */
export function inSentence(name: string): string {
  const second = name.charAt(1);
  return second === second.toUpperCase() ? name : name.charAt(0).toLowerCase() + name.slice(1);
}
