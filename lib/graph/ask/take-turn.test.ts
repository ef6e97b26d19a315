import { expect, it } from "vitest";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { makeWindow } from "@/lib/values/window";
import { scriptMeta } from "@/tests/support/scripted-meta";

const day = parseCalendarDay("2026-10-01");
const request = { accountId: "act_1", level: "campaign", window: makeWindow(day, day) } as const;

it("every call has its own turn, and no turn is kept while a try waits", async () => {
  const order: string[] = [];
  const { client } = scriptMeta([{ status: 502, text: "" }, { json: { data: [] } }], {
    takeTurn: async () => {
      order.push("begins");
      return () => order.push("ends");
    },
    sleep: async () => {
      order.push("waits");
    },
  });
  expect(await client.readInsights(request)).toMatchObject({ kind: "ok", calls: 2 });
  expect(order).toEqual(["begins", "ends", "waits", "begins", "ends"]);
});

it("a caller whose time is over while it waits for its turn makes no call", async () => {
  const { client, requests } = scriptMeta([{ json: { data: [] } }], { takeTurn: async () => null });
  expect(await client.readInsights(request)).toMatchObject({
    kind: "error",
    calls: 0,
    error: { reason: "stopped" },
  });
  expect(requests).toHaveLength(0);
});
