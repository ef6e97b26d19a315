import { expect, test } from "vitest";
import { filtersOf, nextSort, todayHref } from "@/app/(staff)/(home)/filters";

test.each([
  "/",
  "/?sort=client&dir=asc",
  "/?sort=cost&dir=desc&manager=m1",
  "/?find=hotel",
  "/?find=hotel&rows=all",
])("%s says the whole view", (href) => {
  const [, query = ""] = href.split("?");
  expect(todayHref(filtersOf(Object.fromEntries(new URLSearchParams(query))))).toBe(href);
});

test("what an address should not have is the usual view", () => {
  expect(todayHref(filtersOf({ sort: "password", dir: "x", manager: ["a", "b"], find: ["x"] }))).toBe("/");
});

test("a figure sorts downwards first, a word upwards; the same column again turns round", () => {
  const usual = { key: "spend", down: true } as const;
  expect(nextSort(usual, "cost")).toEqual({ key: "cost", down: true });
  expect(nextSort(usual, "client")).toEqual({ key: "client", down: false });
  expect(nextSort(usual, "spend")).toEqual({ key: "spend", down: false });
});
