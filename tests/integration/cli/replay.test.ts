import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "@/lib/report/document";
import { parseDecimal, sum, toDecimalText } from "@/lib/values/decimal";
import type { FactMetric } from "@/lib/values/metric";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { bundleCli, type Cli } from "@/tests/integration/cli/run-cli";
import { createTestDatabase } from "@/tests/integration/database";
import { replayWorld } from "@/tools/simulator/replay";
import { startSimulator } from "@/tools/simulator/start";

/** Real rows stand beside the project and never in it (data/README.md there); without them these tests are skipped by name. */
const data = path.resolve("../shared/data");
const isThere = existsSync(path.join(data, "expected-totals.json"));

interface Totals {
  readonly [metric: string]: string | number | null;
}

const files = [
  { file: "recorded-age-gender-day.jsonl", since: "2024-08-01", until: "2024-08-31", months: ["2024-08"] },
  { file: "recorded-campaign-day.jsonl", since: "2024-08-01", until: "2024-08-31", months: ["2024-08"] },
  {
    file: "open-campaign-days.jsonl",
    since: "2025-09-01",
    until: "2025-10-31",
    months: ["2025-09", "2025-10"],
  },
];
const cases = files.flatMap((entry) => [25, 100, 500].map((limit) => ({ ...entry, limit })));

describe.skipIf(!isThere)("real rows, from Meta's answer to the report", () => {
  let cli: Cli;
  let folder: string;
  let expected: Record<string, Record<string, Totals>>;

  beforeAll(async () => {
    expected = JSON.parse(readFileSync(path.join(data, "expected-totals.json"), "utf8"));
    cli = await bundleCli({
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
      META_ACCESS_TOKEN: "any-token-0123456789",
    });
    folder = await mkdtemp(path.join(os.tmpdir(), "plumbline-replay-"));
  });
  afterAll(async () => {
    await cli?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(cases)(
    "incident 4: $file at $limit rows a page gives exactly its totals, once and twice",
    async (entry) => {
      const { file, since, until, months, limit } = entry;
      const world = replayWorld(path.join(data, file));
      const [account] = world.accounts;
      const simulator = await startSimulator({ world });
      const database = await createTestDatabase();
      try {
        const env = {
          DATABASE_URL: database.url,
          META_GRAPH_URL: simulator.url,
          META_PAGE_LIMIT: String(limit),
        };
        const clients = path.join(folder, "clients.json");
        const external = { external_id: `act_${account?.id}`, collect_from: since };
        await writeFile(
          clients,
          JSON.stringify({ clients: [{ slug: "replay", name: "Replay", locale: "en", account: external }] }),
        );
        expect(await cli.json(["clients", "import", clients], { env })).toMatchObject({ code: 0 });

        const collect = () =>
          cli.json(["collect", "--client", "replay", "--since", since, "--until", until], { env });
        expect(await collect()).toMatchObject({
          code: 0,
          answer: { expected: 1, done: 1, failed: 0, remaining: 0 },
        });
        const reports: Report[] = [];
        for (const month of months) {
          const { answer } = await cli.json(["report", "replay", month], { env });
          reports.push(answer);
          expect(totalsOf([answer], expected[file]?.[month])).toEqual(figures(expected[file]?.[month]));
        }
        expect(totalsOf(reports, expected[file]?.all)).toEqual(figures(expected[file]?.all));
        for (const report of reports) expect(report.reconciled).toBe(true);

        const before = await facts(database.superuserUrl);
        expect(await collect()).toMatchObject({ code: 0, answer: { done: 1 } });
        expect(await facts(database.superuserUrl)).toEqual(before);
      } finally {
        await database.close();
        await simulator.close();
      }
    },
  );
});

/** The expected figures; the number of rows is that of the file, which the answers are added up from. */
function figures(totals: Totals | undefined): Totals {
  const { rows: _rows, ...rest } = totals ?? {};
  return rest;
}

/** The same figures out of the reports, added up over months; null is "not measured" and stays null. */
function totalsOf(reports: readonly Report[], wanted: Totals | undefined): Totals {
  return Object.fromEntries(
    Object.keys(figures(wanted)).map((metric) => {
      const values = reports.map((report) => report.figures[metric as FactMetric].value);
      const known = values.filter((value) => value !== null);
      return [
        metric,
        known.length === 0 ? null : toDecimalText(sum(known.map((value) => parseDecimal(value)))),
      ];
    }),
  );
}

/** Every fact and restatement, byte for byte. */
async function facts(superuserUrl: string): Promise<unknown[]> {
  return asSuperuser(superuserUrl, async (sql) => {
    const tables = [
      "daily_kpi_data",
      "account_daily_raw",
      "campaign_daily_kpi_data",
      "campaign_daily_raw",
      "kpi_restatements",
    ];
    const rows: unknown[] = [];
    for (const table of tables) {
      rows.push([...(await sql`select t::text as row from ${sql(table)} t order by 1`)]);
    }
    return rows;
  });
}
