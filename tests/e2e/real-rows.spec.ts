import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Report } from "@/lib/report/document";
import type { FactMetric } from "@/lib/values/metric";
import { talkativeCli } from "@/tests/e2e/support/cli";
import { type Portal, startPortal } from "@/tests/e2e/support/portal";
import { openMonth, shown } from "@/tests/e2e/support/report-page";
import { currentRun, rememberSecret } from "@/tests/e2e/support/run";
import { expect, test } from "@/tests/e2e/support/test";
import type { Cli } from "@/tests/integration/cli/run-cli";
import { replayWorld } from "@/tools/simulator/replay";
import { startSimulator } from "@/tools/simulator/start";
import type { Account, SourceRow, World } from "@/tools/simulator/world";

/** Real rows stand beside the project and never in it (data/README.md there); without them these tests are skipped by name. */
const data = path.resolve("../shared/data");
const isThere = existsSync(path.join(data, "expected-totals.json"));
type Totals = Readonly<Record<string, string | null>>;
const expected: Record<string, Record<string, Totals>> = isThere
  ? JSON.parse(readFileSync(path.join(data, "expected-totals.json"), "utf8"))
  : {};

const clients = [
  {
    slug: "by-age-and-gender",
    file: "recorded-age-gender-day.jsonl",
    since: "2024-08-01",
    until: "2024-08-31",
  },
  { slug: "by-campaign", file: "recorded-campaign-day.jsonl", since: "2024-08-01", until: "2024-08-31" },
  { slug: "open-data", file: "open-campaign-days.jsonl", since: "2025-09-01", until: "2025-10-31" },
].map((client, index) => ({ ...client, account: `100000000000090${index + 1}` }));
const token = "EAArealRowsCanaryToken5c1d7e90ab34";

test.skip(!isThere, "../shared/data is not here");
test.describe.configure({ mode: "parallel", timeout: 240_000 });

for (const limit of [25, 100, 500]) {
  for (const by of ["command line", "route"] as const) {
    test(`real rows by ${by} at ${limit} rows a page: every total of every file is shown exactly`, async ({
      visit,
    }) => {
      rememberSecret("Meta token", token);
      const simulator = await startSimulator({ world: replayOfAll() });
      const cli = await talkativeCli();
      const portal = await startPortal({
        env: { META_GRAPH_URL: simulator.url, META_PAGE_LIMIT: String(limit), META_ACCESS_TOKEN: token },
      });
      try {
        await importClients(cli, portal);
        const page = await visit(portal, { as: "admin" });
        for (const client of clients) {
          const result = await (by === "route" ? byRoute(portal, client) : byCli(cli, portal, client));
          expect(result).toMatchObject({ expected: 1, done: 1, failed: 0, skipped: 0, remaining: 0 });
          for (const month of Object.keys(expected[client.file] ?? {}).filter((key) => key !== "all")) {
            const { rows: _rows, ...totals } = expected[client.file]?.[month] ?? {};
            await openMonth(page, portal, client.slug, month);
            expect(await shown(page)).toMatchObject({
              spend: totals.total_spend,
              conversions: totals.reservations,
            });
            const { answer } = await cli.json(["report", client.slug, month], { env: portal.env });
            const { figures, reconciled } = answer as Report;
            const values = Object.keys(totals).map((key) => [key, figures[key as FactMetric].value]);
            expect(Object.fromEntries(values), `${client.file} ${month}`).toEqual(totals);
            expect(reconciled).toBe(true);
          }
        }
        expect(Math.max(...simulator.calls.map(({ query }) => Number(query.limit ?? 0)))).toBe(limit);
      } finally {
        await portal.stop();
        await cli.close();
        await simulator.close();
      }
    });
  }
}

/** All files at once; two of them are the same account's, which has one client, so each gets an account number of its own. */
function replayOfAll(): World {
  const accounts = clients.flatMap(({ file, account: id }) =>
    replayWorld(path.join(data, file)).accounts.map((account): Account => {
      const own = (rows: readonly SourceRow[]) => rows.map((row) => ({ ...row, account_id: id }));
      return { ...account, id, source: { rows: (...asked) => own(account.source.rows(...asked)) } };
    }),
  );
  return { accounts, tokens: [], acceptsAnyToken: true };
}

async function importClients(cli: Cli, portal: Portal): Promise<void> {
  const file = path.join(currentRun().dir, `replay-${process.pid}.json`);
  const entries = clients.map(({ slug, since, account }) => ({
    slug,
    name: slug,
    locale: "en",
    account: { external_id: `act_${account}`, collect_from: since },
    shown: ["total_spend", "reservations", "leads"],
  }));
  await writeFile(file, JSON.stringify({ clients: entries }));
  expect(await cli.json(["clients", "import", file], { env: portal.env })).toMatchObject({ code: 0 });
}

type Client = (typeof clients)[number];

async function byCli(cli: Cli, portal: Portal, { slug, since, until }: Client): Promise<unknown> {
  const args = ["collect", "--client", slug, "--since", since, "--until", until];
  const { code, answer } = await cli.json(args, { env: portal.env });
  expect(code).toBe(0);
  return answer;
}

async function byRoute(portal: Portal, { slug, since, until }: Client): Promise<unknown> {
  const answer = await fetch(`${portal.url}/api/automated/daily-kpi-collection`, {
    method: "POST",
    headers: { authorization: `Bearer ${portal.env.CRON_SECRET}` },
    body: JSON.stringify({ clients: [slug], since, until }),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}
