import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { trustRows } from "@/app/(staff)/data-health/trust-rows";
import type { ReadGrid } from "@/lib/facts/grid/read-grid";

/** 07:30 in Warsaw on 26 November: the morning's pass is under way, the 25th still late. */
const now = Temporal.Instant.from("2026-11-26T06:30:00Z");
const observed = { at: "2026-11-25T03:30:00Z" };
const stored = (date: string) => ({
  date,
  state: "provisional",
  spend: "100.25",
  noDelivery: false,
  observed,
});
const empty = (date: string, state: string) => ({
  date,
  state,
  spend: null,
  noDelivery: false,
  observed: null,
});

const account = {
  ...{ zone: "Europe/Warsaw", collectFrom: "2026-11-01", expected: 4, stored: 1, access: "ok" },
  lastGoodAt: Temporal.Instant.from(observed.at),
};
const reconciledOf = (...cells: object[]) =>
  trustRows(
    {
      rows: [{ client: { account, connection: null }, cells, expected: 4, stored: 1 }],
    } as unknown as ReadGrid,
    now,
  )[0]?.reconciled;

test("yesterday late and all before it read: reconciled to the day before", () => {
  expect(reconciledOf(stored("2026-11-23"), stored("2026-11-24"), empty("2026-11-25", "late"))).toEqual({
    ...{ kind: "to", day: "2026-11-24", at: observed.at },
  });
});

test("incident 33: a client that broke days ago is not known since then, also in the hours in which yesterday is only late", () => {
  const broken = [stored("2026-11-22"), empty("2026-11-23", "failed"), empty("2026-11-24", "missing")];
  expect(reconciledOf(...broken, empty("2026-11-25", "late"))).toEqual({
    kind: "unknown",
    since: "2026-11-23",
  });
  expect(reconciledOf(...broken, empty("2026-11-25", "missing"))).toEqual({
    ...{ kind: "unknown", since: "2026-11-23" },
  });
});
