import { addStaffMember } from "@/lib/auth/add-staff-member";
import { type Actor, openDatabase } from "@/lib/db/database";
import { seedPortfolio } from "@/tools/bench/pages/seed-portfolio";
import { signInCookies } from "@/tools/bench/pages/sign-in";
import { requestsPerSecond, scriptBytes } from "@/tools/bench/portal/load";
import { type BenchPortal, openBenchPortal } from "@/tools/bench/portal/open-portal";
import { median, type Ratio } from "@/tools/bench/ratio";

/** The empty dynamic page that staff pages are held against (performance.md P9): signed in, in the same frame, of the same build. */
const emptyPath = "/empty-page-of-the-bench";

const emptyPage = `import { connection } from "next/server";

export default async function EmptyPage() {
  await connection();
  return <p>Empty.</p>;
}
`;

const pages = ["/", "/data-health", "/reports", "/alerts"] as const;
const email = "anna@latarnia.example";
const cli: Actor = { staffId: null, role: "admin", name: "bench" };
/** Turns in which every page has its seconds, so that what else the machine does hits all alike. */
const turns = 5;
const seconds = 4;

/**
 * P9: requests a second and script of the staff pages against an empty dynamic page of the same build, signed in, in the same frame; the agency has `clients`
 * clients with 37 months of account-days. Twice: while nothing is written, when a page's reads are kept (docs/adr/0025), and while somebody commits once a
 * second, which ends whatever was kept. Script has one line a page.
 */
export async function benchPages({ clients }: { readonly clients: number }): Promise<Ratio[]> {
  const portal = await openBenchPortal(
    { [`app/(staff)${emptyPath}/page.tsx`]: emptyPage },
    async ({ sql, databaseUrl }) => {
      await seedPortfolio(sql, { clients, days: 37 * 30, timeZone: "Europe/Warsaw" });
      const db = openDatabase(databaseUrl);
      await addStaffMember({ db, actor: cli, input: { email, name: "Anna", role: "admin", locale: "en" } });
      await db.close();
    },
  );
  try {
    const cookie = await signInCookies(portal.url, portal.mailUrl, email);
    const at = { url: portal.url, cookie };
    const quiet = await rates(at, `with ${clients} clients, nothing written`);
    const writer = writeEverySecond(portal.sql);
    const busy = await rates(at, `with ${clients} clients, a commit a second`);
    await writer.stop();
    return [...quiet, ...busy, ...(await scripts(at))];
  } finally {
    await portal.close();
  }
}

interface SignedIn {
  readonly url: string;
  readonly cookie: string;
}

const against = "an empty page of the build";

async function rates({ url, cookie }: SignedIn, circumstances: string): Promise<Ratio[]> {
  const known = new Map<string, number[]>();
  for (const page of [emptyPath, ...pages]) await requestsPerSecond(`${url}${page}`, cookie, 1);
  for (let turn = 0; turn < turns; turn += 1)
    for (const page of [emptyPath, ...pages]) {
      const rate = await requestsPerSecond(`${url}${page}`, cookie, seconds);
      known.set(page, [...(known.get(page) ?? []), rate]);
    }
  const empty = known.get(emptyPath) ?? [];
  return pages.map((page) => ({
    goal: "P9",
    what: `requests a second of ${page} ${circumstances}`,
    against,
    ratio: median((known.get(page) ?? []).map((rate, turn) => rate / (empty[turn] ?? Number.NaN))),
    reach: 0.4,
    better: "higher",
  }));
}

async function scripts({ url, cookie }: SignedIn): Promise<Ratio[]> {
  const empty = await scriptBytes(`${url}${emptyPath}`, cookie);
  const ratios: Ratio[] = [];
  for (const page of pages) {
    const ratio = (await scriptBytes(`${url}${page}`, cookie)) / empty;
    ratios.push({ goal: "P9", what: `script of ${page}`, against, ratio, reach: 1.15, better: "lower" });
  }
  return ratios;
}

/** One day's spend grows by a hundredth once a second, as a re-read would change it. */
function writeEverySecond(sql: BenchPortal["sql"]) {
  let write: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    write = sql`update daily_kpi_data set total_spend = total_spend + 0.01, changed_at = now()
      where (ad_account_id, date) = (select ad_account_id, date from daily_kpi_data order by ad_account_id, date desc limit 1)`;
  }, 1_000);
  return {
    stop: async () => {
      clearInterval(timer);
      await write;
    },
  };
}
