import { expect, test } from "vitest";
import { keptBy } from "@/components/shell/kept-by";

test("a text is made once for the same data and name, and never given for other data", () => {
  const made: string[] = [];
  const make = (text: string) => () => {
    made.push(text);
    return text;
  };
  const [one, other, watch] = [{ rows: 1 }, { rows: 1 }, {}];
  expect(keptBy([one, watch], "en", make("one in English"))).toBe("one in English");
  expect(keptBy([one, watch], "en", make("never"))).toBe("one in English");
  expect(keptBy([one, watch], "pl", make("one in Polish"))).toBe("one in Polish");
  expect(keptBy([other, watch], "en", make("the other"))).toBe("the other");
  expect(keptBy([one, {}], "en", make("one beside something else"))).toBe("one beside something else");
  expect(keptBy([one], "en", make("one alone"))).toBe("one alone");
  expect(made).not.toContain("never");
});

test("of one set of data no more than a few texts are held", () => {
  const data = {};
  let made = 0;
  const name = (index: number) =>
    keptBy([data], String(index), () => {
      made += 1;
      return index;
    });
  for (let index = 0; index < 100; index += 1) expect(name(index)).toBe(index);
  expect(name(99)).toBe(99);
  expect(name(0)).toBe(0);
  expect(made).toBe(101);
});
