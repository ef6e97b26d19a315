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
import { replayWorld } from "@/tools/simulator/replay";
import { startSimulator } from "@/tools/simulator/start";

/** Real rows stand beside the project and never in it (data/README.md there); without them these tests are skipped by name. */
const data = path.resolve("../shared/data");
const isThere = existsSync(path.join(data, "expected-totals.json"));
type Totals = Readonly<Record<string, string | null>>;
const expected: Record<string, Record<string, Totals>> = isThere
  ? JSON.parse(readFileSync(path.join(data, "expected-totals.json"), "utf8"))
  : {};

const files = {
  "recorded-age-gender-day.jsonl": ["2024-08"],
  "recorded-campaign-day.jsonl": ["2024-08"],
  "open-campaign-days.jsonl": ["2025-09", "2025-10"],
};
const token = "EAArealRowsCanaryToken5c1d7e90ab34";

test.skip(!isThere, "../shared/data is not here");
test.describe.configure({ mode: "parallel", timeout: 90_000 });

for (const [file, months] of Object.entries(files)) {
  for (const limit of [25, 100, 500]) {
    for (const by of ["command line", "route"] as const) {
      test(`real rows: ${file} by ${by} at ${limit} rows a page shows every total exactly`, async ({
        visit,
      }) => {
        rememberSecret("Meta token", token);
        const world = replayWorld(path.join(data, file));
        const simulator = await startSimulator({ world });
        const cli = await talkativeCli();
        const portal = await startPortal({
          env: {
            META_GRAPH_URL: simulator.url,
            META_PAGE_LIMIT: String(limit),
            META_ACCESS_TOKEN: token,
          },
        });
        try {
          const since = `${months[0]}-01`;
          const until = `${months.at(-1)}-${months.at(-1) === "2025-09" ? 30 : 31}`;
          await importReplay(cli, portal, world.accounts[0]?.id, since);
          const result =
            by === "route" ? await byRoute(portal, since, until) : await byCli(cli, portal, since, until);
          expect(result).toMatchObject({ expected: 1, done: 1, failed: 0, skipped: 0, remaining: 0 });
          const page = await visit(portal, { as: "admin" });
          for (const month of months) {
            const totals = expected[file]?.[month] ?? {};
            await openMonth(page, portal, "replay", month);
            expect(await shown(page)).toMatchObject({
              spend: totals.total_spend,
              conversions: totals.reservations,
            });
            const { answer } = await cli.json(["report", "replay", month], { env: portal.env });
            const { figures, reconciled } = answer as Report;
            const { rows: _rows, ...wanted } = totals;
            expect(
              Object.fromEntries(Object.keys(wanted).map((key) => [key, figures[key as FactMetric].value])),
            ).toEqual(wanted);
            expect(reconciled).toBe(true);
          }
          expect(Math.max(0, ...simulator.calls.map(({ query }) => Number(query.limit ?? 0)))).toBe(limit);
        } finally {
          await portal.stop();
          await cli.close();
          await simulator.close();
        }
      });
    }
  }
}

async function importReplay(
  cli: Awaited<ReturnType<typeof talkativeCli>>,
  portal: Portal,
  accountId: string | undefined,
  since: string,
) {
  const file = path.join(currentRun().dir, `replay-${process.pid}.json`);
  await writeFile(
    file,
    JSON.stringify({
      clients: [
        {
          slug: "replay",
          name: "Replay",
          locale: "en",
          account: { external_id: `act_${accountId}`, collect_from: since },
          shown: ["total_spend", "reservations", "leads"],
        },
      ],
    }),
  );
  expect(await cli.json(["clients", "import", file], { env: portal.env })).toMatchObject({ code: 0 });
}

async function byCli(
  cli: Awaited<ReturnType<typeof talkativeCli>>,
  portal: Portal,
  since: string,
  until: string,
): Promise<unknown> {
  const { code, answer } = await cli.json(
    ["collect", "--client", "replay", "--since", since, "--until", until],
    { env: portal.env },
  );
  expect(code).toBe(0);
  return answer;
}

async function byRoute(portal: Portal, since: string, until: string): Promise<unknown> {
  const answer = await fetch(`${portal.url}/api/automated/daily-kpi-collection`, {
    method: "POST",
    headers: { authorization: `Bearer ${portal.env.CRON_SECRET}`, "content-type": "application/json" },
    body: JSON.stringify({ clients: ["replay"], since, until }),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}
