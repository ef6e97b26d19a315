import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { makeWindow } from "@/lib/values/window";
import { scriptedHost, scriptMeta } from "@/tests/support/scripted-meta";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

it("P5 reading page by page keeps no page that was handed over", async () => {
  const day = parseCalendarDay("2026-10-01");
  const pages = 40;
  const { client } = scriptMeta(
    Array.from({ length: pages }, (_, index) => {
      const next = `${scriptedHost}/v26.0/act_1/insights?after=${index}`;
      return { json: { data: [{ campaign_id: String(index) }], paging: index < pages - 1 ? { next } : {} } };
    }),
  );
  const handedOver: WeakRef<InsightRow[]>[] = [];
  let mostAlive = 0;
  const read = await client.readInsightPages(
    { accountId: "act_1", level: "campaign", window: makeWindow(day, day) },
    {
      async page(rows) {
        handedOver.push(new WeakRef(rows));
        await nextTurn();
        collectGarbage();
        mostAlive = Math.max(mostAlive, handedOver.filter((page) => page.deref() !== undefined).length);
        await nextTurn();
      },
      restart: () => undefined,
    },
  );
  expect(read).toMatchObject({ kind: "ok", pages, value: pages });
  // The page in hand and, at most, the one before it.
  expect(mostAlive).toBeLessThanOrEqual(2);
});
