import { describe, expect, test } from "vitest";
import { cutRows } from "@/app/(staff)/cut-rows";

const rows = Array.from({ length: 200 }, (_, index) => index);
const calm = () => false;

describe("a long list", () => {
  test("shows its first rows and counts the others, which add up to all", () => {
    const { shown, left } = cutRows(rows, { all: false, keeps: calm });
    expect(shown).toEqual(rows.slice(0, 50));
    expect([...shown, ...left]).toEqual(rows);
  });

  test("never leaves out a row that somebody has to see, and keeps the order", () => {
    const { shown, left } = cutRows(rows, { all: false, keeps: (row) => row % 60 === 59 });
    expect(shown).toEqual([...rows.slice(0, 50), 59, 119, 179]);
    expect(left).toHaveLength(147);
  });

  test("shows every row where all are asked for, where it is short, and where next to none would be left out", () => {
    expect(cutRows(rows, { all: true, keeps: calm }).left).toEqual([]);
    expect(cutRows(rows.slice(0, 60), { all: false, keeps: calm }).left).toEqual([]);
    expect(cutRows(rows, { all: false, keeps: (row) => row > 55 }).left).toEqual([]);
  });
});
