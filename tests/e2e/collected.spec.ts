import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Temporal } from "temporal-polyfill";
import { talkativeCli } from "@/tests/e2e/support/cli";
import { boundsOf, daysIn, lastMonth } from "@/tests/e2e/support/months";
import { type Portal, startPortal } from "@/tests/e2e/support/portal";
import { openMonth, shown } from "@/tests/e2e/support/report-page";
import { currentRun, rememberSecret } from "@/tests/e2e/support/run";
import { expect, test } from "@/tests/e2e/support/test";
import type { Cli } from "@/tests/integration/cli/run-cli";
import { type Simulator, startSimulator } from "@/tools/simulator/start";
import { type SourceRow, scripted } from "@/tools/simulator/world";

/** From Meta's answer through the collector to the screen, on what once went wrong on the way. */
const agencyToken = "EAAagencyCanaryTokenB27f4d10c9e85a36";
const ownToken = "EAAclientCanaryToken90ce61ab57d2f843";
const { since, until } = boundsOf(lastMonth);

let simulator: Simulator;
let portal: Portal;
let cli: Cli;

test.beforeAll(async () => {
  rememberSecret("Meta token", agencyToken);
  rememberSecret("Meta token", ownToken);
  cli = await talkativeCli();
  simulator = await startSimulator({
    world: {
      accounts: [
        account("1", "Named Events", (date) => ({
          actions: [{ action_type: "omni_purchase", value: "1" }],
          conversions: [
            { action_type: "offsite_conversion.fb_pixel_custom.Rezerwacja – krok 1", value: "3" },
          ],
          date_stop: date,
        })),
        account("2", "Expired Token", () => ({})),
        account("3", "Half Answer", () => ({})),
      ],
      tokens: [
        { id: "agency", value: agencyToken, state: "ok", scopes: ["ads_read"] },
        { id: "own", value: ownToken, state: "ok", scopes: ["ads_read"] },
      ],
      appId: currentRun().env.META_APP_ID ?? "",
      appSecret: currentRun().env.META_APP_SECRET ?? "",
      proof: "required",
    },
  });
  portal = await startPortal({ env: { META_GRAPH_URL: simulator.url } });
  await run(["token", "set", "--new", "--name", "agency"], agencyToken);
  await run(["token", "set", "--new", "--name", "own"], ownToken);
  const file = path.join(currentRun().dir, "collected.json");
  await writeFile(file, JSON.stringify({ clients: clients() }));
  await run(["clients", "import", file]);
});
test.afterAll(async () => {
  await portal?.stop();
  await simulator?.close();
  await cli?.close();
});

test("incident 18: events that Meta lists only under conversions are counted, not read as zero", async ({
  visit,
}) => {
  expect(await collect("named-events")).toMatchObject({ done: 1 });
  const page = await visit(portal, { as: "admin" });
  await openMonth(page, portal, "named-events", lastMonth);
  const step = page.locator("article.key").filter({ hasText: "Checkouts started" });
  await expect(step.locator(".val")).toHaveAttribute("data-value", String(3 * daysIn(lastMonth)));
  expect((await shown(page)).conversions).toBe(String(daysIn(lastMonth)));
});

test("incident 31: an expired token shows days that are not there and a connection to mend, no zeros", async ({
  visit,
}) => {
  simulator.setToken("own", { state: "expired" });
  expect(await collect("expired-token", 1)).toMatchObject({ done: 0, expected: 1 });
  simulator.setToken("own", { state: "ok" });
  const page = await visit(portal, { as: "admin" });
  await openMonth(page, portal, "expired-token", lastMonth);
  expect(await shown(page)).toMatchObject({ spend: "", conversions: "" });
  await expect(page.locator("#total-spend")).toHaveText("—");
  await expect(page.getByText("No day of this month has been collected yet.").first()).toBeVisible();
  await page.goto(`/reports?period=${lastMonth}`);
  const row = page.getByRole("row", { name: /^Expired Token/ });
  await expect(row).toContainText("—");
  await expect(row).not.toContainText("0.00");
});

test("incident 5: an error of Meta in the middle of an answer leaves no half of it, and no zeros", async ({
  visit,
}) => {
  simulator.faults.add({
    when: { account: "3", level: "campaign", page: 2 },
    does: { kind: "error", code: 100, subcode: 33 },
  });
  expect(await collect("half-answer", 1)).toMatchObject({ done: 0 });
  const page = await visit(portal, { as: "admin" });
  await openMonth(page, portal, "half-answer", lastMonth);
  expect(await shown(page)).toMatchObject({ spend: "", conversions: "" });
  simulator.faults.clear();
  expect(await collect("half-answer")).toMatchObject({ done: 1 });
  await page.reload();
  await expect(page.locator("#total-spend")).toHaveAttribute("data-value", String(10.5 * daysIn(lastMonth)));
});

test("no call carried a secret in its address", () => {
  expect(simulator.calls.length).toBeGreaterThan(5);
  expect(simulator.calls.filter((call) => call.secretInUrl)).toEqual([]);
});

async function run(args: readonly string[], stdin?: string): Promise<void> {
  const { code, stderr } = await cli.run(args, { env: portal.env, ...(stdin ? { stdin } : {}) });
  expect(code, stderr).toBe(0);
}

async function collect(client: string, exit = 0): Promise<unknown> {
  const { code, answer } = await cli.json(
    ["collect", "--client", client, "--since", since, "--until", until],
    // Small pages, so that an answer has a middle.
    { env: { ...portal.env, META_PAGE_LIMIT: "10" } },
  );
  expect(code).toBe(exit);
  return answer;
}

function account(id: string, name: string, fields: (date: string) => Partial<SourceRow>) {
  const rows: SourceRow[] = [];
  for (let day = Temporal.PlainDate.from(since); day.toString() <= until; day = day.add({ days: 1 })) {
    const date = day.toString();
    rows.push({
      account_id: id,
      account_currency: "PLN",
      campaign_id: "101",
      campaign_name: "Campaign 101",
      objective: "OUTCOME_SALES",
      spend: "10.5",
      impressions: "1000",
      clicks: "20",
      inline_link_clicks: "12",
      date_start: date,
      date_stop: date,
      ...fields(date),
    });
  }
  return { id, name, currency: "PLN", timeZone: "Europe/Warsaw", source: scripted(rows) };
}

function clients() {
  const entry = (id: string, slug: string, name: string, connection: string) => ({
    slug,
    name,
    locale: "en",
    connection,
    account: { external_id: `act_${id}`, collect_from: since },
    shown: ["total_spend", "reservations", "booking_step_3"],
  });
  return [
    {
      ...entry("1", "named-events", "Named Events", "agency"),
      mapping: {
        booking_step_3: [
          { list: "conversions", type: "offsite_conversion.fb_pixel_custom.Rezerwacja – krok 1" },
        ],
      },
    },
    entry("2", "expired-token", "Expired Token", "own"),
    entry("3", "half-answer", "Half Answer", "agency"),
  ];
}
