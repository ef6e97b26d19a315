import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { classifyMetaError } from "@/lib/graph/errors/classify-error";
import { type ErrorClass, errorClasses } from "@/lib/graph/errors/graph-error";
import { createRedactor } from "@/lib/graph/redact";

/** The table as people read it: docs/design/graph-api.md §5.3. */
const text = readFileSync(new URL("../../../docs/design/graph-api.md", import.meta.url), "utf8");
const section = text.slice(text.indexOf("### 5.3 Table"), text.indexOf("## 6. Rate limits"));
const rows = section
  .split("\n")
  .filter((line) => /^\| -?\d/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()) as [string, string, string, string]);

/** Classes that a row names; what is left to a reader of reports counts as RETRY or SPLIT_ASYNC. */
function classesOf(cell: string): ErrorClass[] {
  const named = errorClasses.filter((name) => cell.includes(name));
  if (/\bWAIT\b/.test(cell)) named.push("WAIT_ACCOUNT");
  if (/\bSPLIT\b/.test(cell)) named.push("SPLIT_ASYNC");
  if (/probe hourly|^human$|do not discard token/.test(cell)) named.push("FIX_CREDENTIALS");
  if (/resubmit|polling/.test(cell)) named.push("RETRY");
  return named;
}

/** `190 / 459, 490` and `4 / 1504022, 4 / 1504039` are two errors each, `17 (–, 2446079)` too, `200-299 (esp. 200)` the ends of a range. */
function codesOf(cell: string): { code: number; subcode: number | undefined }[] {
  const plain = cell
    .replace(/^33 \(as 100\/33\)$/, "100 / 33")
    .replace(/\((?:esp|no subcode).*\)| [a-z].*$/g, "");
  const range = /^(\d+)-(\d+)/.exec(plain);
  if (range) return [range[1], range[2]].map((code) => ({ code: Number(code), subcode: undefined }));
  const numbers = (part: string) => [...part.matchAll(/-?\d+/g)].map(([number]) => Number(number));
  const [first = Number.NaN, ...others] = numbers(plain);
  if (plain.includes("(")) return [undefined, ...others].map((subcode) => ({ code: first, subcode }));
  if (!plain.includes("/")) return [first, ...others].map((code) => ({ code, subcode: undefined }));
  return others.filter((number) => number !== first).map((subcode) => ({ code: first, subcode }));
}

const cases = rows.flatMap(([, codes, meaning, cell]) => {
  const allowed = classesOf(cell || "");
  // Rows about writing, and those that are told apart by their text (classify-error.test.ts).
  if (allowed.length === 0 || /^100 ["a]/.test(codes)) return [];
  return codesOf(codes).map((one) => ({ ...one, meaning, allowed }));
});

it("the table of the design has the rows that this test reads", () => {
  expect(cases.length).toBeGreaterThan(50);
  expect(cases.every(({ code }) => Number.isInteger(code))).toBe(true);
});

it.each(cases)("$code/$subcode $meaning", ({ code, subcode, allowed }) => {
  const error = { code, message: "", ...(subcode === undefined ? {} : { error_subcode: subcode }) };
  const classified = classifyMetaError(
    error,
    { status: 400, usage: null, retryAfterMs: null },
    createRedactor([]),
  );
  expect(allowed).toContain(classified.class);
  expect(classified.unknownCode).toBeUndefined();
});
