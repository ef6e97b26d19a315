import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { envNames } from "@/lib/ops/env";

test(".env.example names every variable that the product knows, and the port, and no other", () => {
  const named = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual([...envNames, "PORT"].sort());
});
