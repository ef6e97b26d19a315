import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checks } from "@/lib/checks/catalogue";

const headings = ["Symptoms", "Diagnosis", "Causes", "Fix", "Recovery", "Prevention"];

test.each(Object.keys(checks))("%s has a runbook with all six parts, none of them empty", (check) => {
  const text = readFileSync(`docs/runbooks/${check}.md`, "utf8");
  const parts = [...text.matchAll(/^## (.+)\n\n([\s\S]*?)(?=\n## |$(?![\s\S]))/gm)];
  expect(parts.map(([, heading]) => heading)).toEqual(headings);
  for (const [, heading, body] of parts) expect(body?.trim().length, heading).toBeGreaterThan(4);
});

test("there is no runbook of a check that does not exist", () => {
  const known = Object.keys(checks).map((check) => `${check}.md`);
  expect(readdirSync("docs/runbooks").filter((name) => !known.includes(name))).toEqual([]);
});
