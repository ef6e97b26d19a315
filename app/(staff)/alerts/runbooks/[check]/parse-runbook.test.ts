import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseRunbook, piecesOf } from "@/app/(staff)/alerts/runbooks/[check]/parse-runbook";

test("sections, paragraphs and code between fences, which keeps its lines", () => {
  expect(
    parseRunbook(
      "# Title\n\n`key`\n\n## Fix\n\nStore it:\n\n```sh\nnpm run a\nnpm run b\n```\n\nThen `wait`.\n\n## Empty\n",
    ),
  ).toEqual([
    { heading: "", parts: [{ kind: "words", text: "`key`" }] },
    {
      heading: "Fix",
      parts: [
        { kind: "words", text: "Store it:" },
        { kind: "code", text: "npm run a\nnpm run b" },
        { kind: "words", text: "Then `wait`." },
      ],
    },
  ]);
});

test("code and stress inside words", () => {
  expect(piecesOf("the `bucket` is **public**.")).toEqual([
    { as: "text", text: "the " },
    { as: "code", text: "bucket" },
    { as: "text", text: " is " },
    { as: "strong", text: "public" },
    { as: "text", text: "." },
  ]);
});

test.each(readdirSync("docs/runbooks"))("%s uses only what is drawn", (name) => {
  const sections = parseRunbook(readFileSync(`docs/runbooks/${name}`, "utf8"));
  expect(sections.length).toBeGreaterThan(3);
  for (const { parts } of sections)
    for (const { kind, text } of parts) {
      if (kind === "code") continue;
      expect(text).not.toMatch(/^(?:[-#>|]|\* |\d+\. )|\]\(/m);
      for (const piece of piecesOf(text)) if (piece.as === "text") expect(piece.text).not.toMatch(/`|\*\*/);
    }
});
