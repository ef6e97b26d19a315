import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { unavailableReasons } from "@/lib/report/document";

const page = (file: string) => readFileSync(path.resolve(import.meta.dirname, "../../docs", file), "utf8");
const wordsIn = (text: string | undefined, word: RegExp) =>
  [...(text ?? "").matchAll(word)].map(([, found]) => found).sort();

/** Who reads the file of a report by program reads there what may stand in it. */
test("the pages name every reason for which a figure is not there, and no other", () => {
  const dictionary = /a null carries its reason in `unavailable`: ([^.]+)\./.exec(page("data-dictionary.md"));
  expect(wordsIn(dictionary?.[1], /`(\w+)`/g)).toEqual([...unavailableReasons].sort());
  const architecture = /unavailable\?: ((?:"\w+"(?: \| )?)+)/.exec(page("design/architecture.md"));
  expect(wordsIn(architecture?.[1], /"(\w+)"/g)).toEqual([...unavailableReasons].sort());
});
