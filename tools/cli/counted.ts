/** "1 finding", "2 findings", "0 findings": a count with its noun, whose plural only takes an s. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
