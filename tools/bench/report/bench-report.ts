import { canonicalDocument } from "@/lib/publications/canonical-document";
import { renderPublication } from "@/lib/publications/render-publication";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar } from "@/lib/report/fixtures/hotel";
import { requestsPerSecond } from "@/tools/bench/portal/load";
import { openBenchPortal } from "@/tools/bench/portal/open-portal";
import { median, type Ratio } from "@/tools/bench/ratio";
import { compareFirstViews } from "@/tools/bench/report/first-view";
import { compareRefusals } from "@/tools/bench/report/refusals";
import { seedLinks } from "@/tools/bench/report/seed-links";

/** Turns in which both have their seconds, so that what else the machine does hits them alike. */
const turns = 7;
const seconds = 4;
// Addresses that no session is asked for.
const anchorPath = "/api/anchor-of-the-bench";
const staticPath = "/fonts/report-of-the-bench.html";

/** A route handler that looks up one key and sends a constant body, the same bytes: what P7 is held against. */
const anchorRoute = `import { readFileSync } from "node:fs";
import postgres from "postgres";
import { connection } from "next/server";

const sql = postgres(process.env.DIRECT_DATABASE_URL ?? "", { max: 4, prepare: false });
const body = readFileSync(process.cwd() + "/public${staticPath}");

export async function GET(request: Request): Promise<Response> {
  await connection();
  const hash = new URL(request.url).searchParams.get("hash") ?? "";
  const rows = await sql\`select id from share_links where token_hash = decode(\${hash}, 'hex')\`;
  return new Response(body, { status: rows.length === 1 ? 200 : 404, headers: { "content-type": "text/html" } });
}
`;

/**
 * The shared report as it is served in production, all in one run: its requests a second (P7), its first view on a phone (P10), and how long a
 * link that does not open takes to say so (S2).
 */
export async function benchReport(): Promise<Ratio[]> {
  const report = buildReport(
    hotelJantar({
      publication: { version: 1, at: "2026-11-04T08:12:00Z", by: "Marta Lis", changes: [] },
    }),
  );
  const document = canonicalDocument(report);
  const page = await renderPublication({ report, documentSha256: document.sha256 });
  const links = seedLinks({ document, page });
  const portal = await openBenchPortal(
    {
      [`app${anchorPath}/route.ts`]: anchorRoute,
      [`public${staticPath}`]: page.html,
    },
    ({ sql }) => links.store(sql),
  );
  try {
    const shared = `${portal.url}/r/${links.live.token}`;
    const anchor = `${portal.url}${anchorPath}?hash=${links.live.hash.toString("hex")}`;
    return [
      await compareRates(shared, anchor),
      ...(await compareRefusals(portal.url, links)),
      await compareFirstViews(shared, `${portal.url}${staticPath}`),
    ];
  } finally {
    await portal.close();
  }
}

/** P7. The page is counted as opened after it was sent, so the counting is in the rates of the shared one. */
async function compareRates(shared: string, anchor: string): Promise<Ratio> {
  for (const url of [anchor, shared]) await requestsPerSecond(url, "", 1);
  const ratios: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const own = await requestsPerSecond(shared, "", seconds);
    ratios.push(own / (await requestsPerSecond(anchor, "", seconds)));
  }
  return {
    goal: "P7",
    what: "requests a second of the shared report, opens counted,",
    against: "a route handler with one key look-up and the same bytes as a constant body",
    ratio: median(ratios),
    reach: 0.9,
    better: "higher",
  };
}
