import { expect, test } from "vitest";
import { actOf } from "@/components/shell/keys";

const key = (letter: string, rest: Partial<Parameters<typeof actOf>[0]> = {}) =>
  actOf({ key: letter, modified: false, writing: false, afterG: false, ...rest });

test.each([
  ["t", "/"],
  ["R", "/reports"],
  ["d", "/data-health"],
  ["A", "/alerts"],
])("G then %s goes to %s", (letter, path) => {
  expect(key(letter, { afterG: true })).toEqual({ kind: "go", path });
});

test.each(["g", "/", "j", "k", "x", "?", "e", "z"])("%s acts", (letter) => {
  expect(key(letter)).not.toBeNull();
});

test.each(["g", "/", "j", "k", "x", "?", "e", "z", "t"])(
  "%s is left alone while somebody writes or holds Ctrl",
  (letter) => {
    expect(key(letter, { writing: true })).toBeNull();
    expect(key(letter, { modified: true })).toBeNull();
  },
);

test("T, R, D and A without G are nobody's", () => {
  for (const letter of ["t", "r", "d", "a"]) expect(key(letter)).toBeNull();
});
