import { expect, test } from "vitest";
import { unreconciledMonth } from "@/components/report/fixtures/states";
import { plainWords } from "@/lib/report/notes";
import { permissionOf } from "@/lib/report/override";
import { typedWords } from "@/lib/values/typed-words";

// Each of these makes a reader see other letters than are stored: "\u202Eevil" prints as "live".
const reordering = [
  ...["\u202A", "\u202B", "\u202C", "\u202D", "\u202E"],
  ...["\u2066", "\u2067", "\u2068", "\u2069"],
];

test.each(reordering)("a sign that reorders what is printed (%j) is not kept in staff's words", (sign) => {
  expect(plainWords(`${sign}evil${sign} words`)).toBe("evil words");
  expect(typedWords(` ${sign} evil `)).toBe("evil");
  expect(permissionOf(unreconciledMonth, `${sign}evil words of twenty signs`)).toMatchObject({
    reason: "evil words of twenty signs",
  });
});

test("a reason is not long enough by signs that nobody sees", () => {
  expect(permissionOf(unreconciledMonth, `short${"\u2066".repeat(30)}`)).toEqual({
    kind: "reason_too_short",
  });
});

test("marks and scripts that people write with stay as they are", () => {
  for (const text of ["שלום\u200F, Jantar", "مرحبا\u200E 12", "Zażółć 🏖", "a\u200Db"])
    expect(plainWords(text)).toBe(text);
});
