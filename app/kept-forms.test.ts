import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const forms = globSync("{app,components}/**/*.tsx")
  .map((file) => ({ file, source: readFileSync(file, "utf8") }))
  .filter(({ source }) => /useActionState(?:<[^(]*>)?\(/.test(source));

test("there are forms to look at", () => {
  expect(forms.length).toBeGreaterThan(10);
});

// A lost answer took the whole page away, with what was typed, and said that nothing was changed.
test.each(forms)("a form of $file stays where its answer is lost", ({ source }) => {
  const calls = [...source.matchAll(/useActionState(?:<[^(]*>)?\(\s*(\w+)/g)];
  for (const [, action] of calls) expect(action).toBe("useKept");
});
