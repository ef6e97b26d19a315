import { expect, test } from "vitest";
import { cssString } from "@/lib/publications/page-footer-css";

test.each([
  [`Kawiarnia "Pod Dębem"`, `"Kawiarnia \\22 Pod Dębem\\22 "`],
  ["</style>", `"\\3c \\2f style\\3e "`],
  ["a\\b\nc", `"a\\5c b\\a c"`],
])("%s cannot end a CSS string", (text, expected) => {
  expect(cssString(text)).toBe(expected);
});
