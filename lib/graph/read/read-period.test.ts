import { expect, test } from "vitest";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { makeWindow } from "@/lib/values/window";
import { scriptedHost, scriptMeta } from "@/tests/support/scripted-meta";

const october = makeWindow(parseCalendarDay("2026-10-01"), parseCalendarDay("2026-10-31"));

test("C23 reach is asked in a request of its own for exactly the period, never by day, never with a breakdown", async () => {
  const answer = { account_id: "1", impressions: "9000", reach: "3811", frequency: "2.361585" };
  const { client, requests } = scriptMeta([{ json: { data: [answer], paging: {} } }]);
  const read = await client.readPeriod({ accountId: "act_1", of: "reach", window: october });
  expect(read).toMatchObject({ kind: "ok", value: [answer], calls: 1 });
  expect(requests).toHaveLength(1);
  expect(Object.fromEntries(requests[0]?.url.searchParams ?? [])).toMatchObject({
    level: "account",
    time_increment: "all_days",
    time_range: '{"since":"2026-10-01","until":"2026-10-31"}',
    fields: "account_id,impressions,reach,frequency",
  });
  expect(requests[0]?.url.searchParams.has("breakdowns")).toBe(false);
});

test("C24 a breakdown is asked with both columns, on the basis of the daily figures, and never together with reach", async () => {
  const { client, requests } = scriptMeta(
    (["age_gender", "placement", "region"] as const).map(() => ({ json: { data: [] } })),
  );
  for (const of of ["age_gender", "placement", "region"] as const) {
    expect(await client.readPeriod({ accountId: "act_1", of, window: october })).toMatchObject({
      kind: "ok",
      value: [],
    });
  }
  const asked = requests.map(({ url }) => Object.fromEntries(url.searchParams));
  expect(asked.map(({ breakdowns }) => breakdowns)).toEqual([
    "age,gender",
    "publisher_platform,platform_position",
    "region",
  ]);
  for (const query of asked) {
    expect(query).toMatchObject({
      time_increment: "all_days",
      action_breakdowns: '["action_type"]',
      action_attribution_windows: '["7d_click","1d_view","1d_ev"]',
    });
    expect(query.fields).not.toContain("reach");
  }
});

test("all pages of a breakdown, or none of it", async () => {
  const next = `${scriptedHost}/v26.0/act_1/insights?after=1`;
  const first = { json: { data: [{ region: "Pomorskie", spend: "3" }], paging: { next } } };
  const whole = scriptMeta([first, { json: { data: [{ region: "Mazowieckie", spend: "2" }], paging: {} } }]);
  const asked = { accountId: "act_1", of: "region", window: october } as const;
  expect(await whole.client.readPeriod(asked)).toMatchObject({
    kind: "ok",
    pages: 2,
    value: [{ region: "Pomorskie" }, { region: "Mazowieckie" }],
  });
  const broken = scriptMeta([first, { json: { data: [{ region: "Mazowieckie", spend: 2 }], paging: {} } }]);
  const read = await broken.client.readPeriod(asked);
  expect(read).toMatchObject({ kind: "error", error: { class: "PERMANENT", reason: "shape" } });
  expect(read).not.toHaveProperty("value");
});
