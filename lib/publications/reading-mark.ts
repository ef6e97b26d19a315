import { createHash } from "node:crypto";
import { type ReadingPart, readingOf, readingParts } from "@/lib/report/corrections";
import type { Report } from "@/lib/report/document";

/** What a person saw of a report, short enough for a form: one hash a part, in the order of `readingParts`, and whether it was withdrawn. */
export type ReadingMark = string;

/** A part that a client reads, or that the newest version was taken back. */
export type ChangedPart = ReadingPart | "withdrawal";

/** As much of the newest version as a person saw beside the report; null while there is none. */
type Newest = { readonly withdrawn: object | null } | null;

/** Marks what a client would read of this document, and how its newest version stands, so that it can be asked later what of it has changed. */
export function readingMark(report: Report, newest: Newest): ReadingMark {
  const reading = readingOf(report);
  const hashes = readingParts.map((part) => shortHash(reading[part]));
  return [...hashes, newest?.withdrawn ? "withdrawn" : "standing"].join(".");
}

/** The parts that are otherwise now than when the mark was taken, in the order of `readingParts`; all of them where it is no mark. */
export function changedSince(seen: ReadingMark, report: Report, newest: Newest): ChangedPart[] {
  const was = seen.split(".");
  const is = readingMark(report, newest).split(".");
  return [...readingParts, "withdrawal" as const].filter((_, part) => was[part] !== is[part]);
}

function shortHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 16);
}
