import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Decimal } from "decimal.js";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ask, itemsOf, type WireRow } from "@/tools/simulator/fixtures/ask";
import { replayWorld } from "@/tools/simulator/replay";
import { startSimulator } from "@/tools/simulator/start";

const data = path.resolve(import.meta.dirname, "../../../shared/data");
const totalsFile = path.join(data, "expected-totals.json");
const total = z.object({
  total_spend: z.string(),
  total_impressions: z.string(),
  total_clicks: z.string(),
  reservations: z.string(),
  reservation_value: z.string().nullable(),
  leads: z.string().nullable(),
});
const expected = existsSync(totalsFile)
  ? z.record(z.string(), z.record(z.string(), total)).parse(JSON.parse(readFileSync(totalsFile, "utf8")))
  : {};
const exact = Decimal.clone({ precision: 60 });

/** All rows of the file's account over its whole time, page by page. */
async function readAll(file: string, level: string, limit: number): Promise<WireRow[]> {
  const world = replayWorld(path.join(data, file));
  const simulator = await startSimulator({ world });
  try {
    simulator.setClock("2026-11-06T07:00:00Z");
    const fields = "impressions,clicks,spend,actions,action_values";
    const time_range = '{"since":"2024-01-01","until":"2026-11-05"}';
    const query = { level, fields, time_range, time_increment: "1", limit: String(limit) };
    const path = `/act_${world.accounts[0]?.id}/insights`;
    const rows: WireRow[] = [];
    let page = await ask(simulator, path, query, { token: "whatever" });
    for (;;) {
      rows.push(...page.body.data);
      const next = page.body.paging?.next;
      if (next === undefined) return rows;
      page = await ask(simulator, next, {}, { token: null });
    }
  } finally {
    await simulator.close();
  }
}

function sum(values: readonly (string | undefined)[]): string | null {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return null;
  return known.reduce((total, value) => total.plus(value), new exact(0)).toFixed();
}

function totalsOf(rows: readonly WireRow[]): z.infer<typeof total> {
  const items = (list: string, type: string) =>
    sum(rows.map((row) => itemsOf(row, list).find(({ action_type }) => action_type === type)?.value));
  return {
    total_spend: sum(rows.map(({ spend }) => spend)) ?? "",
    total_impressions: sum(rows.map(({ impressions }) => impressions)) ?? "",
    total_clicks: sum(rows.map(({ clicks }) => clicks)) ?? "",
    reservations: items("actions", "omni_purchase") ?? "",
    reservation_value: items("action_values", "omni_purchase"),
    leads: items("actions", "lead"),
  };
}

describe.skipIf(!existsSync(totalsFile))("the real rows of ../shared/data", () => {
  const cases = Object.keys(expected).flatMap((file) =>
    ["campaign", "account"].flatMap((level) => [25, 100, 500].map((limit) => [file, level, limit] as const)),
  );
  it.each(cases)("%s at level %s, %i rows a page, add up exactly", async (file, level, limit) => {
    const rows = await readAll(file, level, limit);
    for (const [month, { ...figures }] of Object.entries(expected[file] ?? {})) {
      const ofMonth = rows.filter(({ date_start }) => month === "all" || date_start?.startsWith(month));
      expect(totalsOf(ofMonth), month).toEqual(figures);
    }
  });

  it("the account has the currency of its rows and a zone that goes with it", () => {
    expect(replayWorld(path.join(data, "recorded-campaign-day.jsonl")).accounts).toMatchObject([
      { id: "1000000000000901", currency: "MXN", timeZone: "America/Mexico_City" },
    ]);
    const open = path.join(data, "open-campaign-days.jsonl");
    expect(replayWorld(open).accounts).toMatchObject([{ currency: "USD", timeZone: "UTC" }]);
    expect(replayWorld(open, "Europe/Warsaw").accounts).toMatchObject([{ timeZone: "Europe/Warsaw" }]);
  });
});

describe("a file", () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), "replay-"));
  afterAll(() => rmSync(dir, { recursive: true }));
  const row = {
    account_id: "7",
    account_currency: "EUR",
    date_start: "2026-10-01",
    date_stop: "2026-10-01",
    spend: "1",
  };
  const write = (...lines: string[]) => {
    const file = path.join(dir, "rows.jsonl");
    writeFileSync(file, lines.join("\n"));
    return file;
  };

  it("with a malformed line is refused by the number of that line", () => {
    const { account_currency: _, ...bare } = row;
    expect(() => replayWorld(write(JSON.stringify(row), "", "{"))).toThrow(/line 3 is not JSON/);
    expect(() => replayWorld(write(JSON.stringify(bare)))).toThrow(/line 1: account_currency/);
  });

  it("without rows is refused", () => {
    expect(() => replayWorld(write("", ""))).toThrow(/holds no rows/);
  });
});
