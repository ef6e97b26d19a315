import { createHash } from "node:crypto";
import { type ReadingPart, readingOf, readingParts } from "@/lib/report/corrections";
import type { Report } from "@/lib/report/document";

/** What a person saw of a report, short enough for a form: one hash a part, in the order of `readingParts`. */
export type ReadingMark = string;

/** Marks what a client would read of this document, so that it can be asked later what of it has changed. */
export function readingMark(report: Report): ReadingMark {
  const reading = readingOf(report);
  return readingParts.map((part) => shortHash(reading[part])).join(".");
}

/** The parts that read otherwise now than when the mark was taken, in the order of `readingParts`; all of them where it is no mark. */
export function changedSince(seen: ReadingMark, report: Report): ReadingPart[] {
  const was = seen.split(".");
  const is = readingMark(report).split(".");
  return readingParts.filter((_, part) => was[part] !== is[part]);
}

function shortHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 16);
}
