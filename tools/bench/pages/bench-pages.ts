import { addStaffMember } from "@/lib/auth/add-staff-member";
import { type Actor, openDatabase } from "@/lib/db/database";
import { seedPortfolio } from "@/tools/bench/pages/seed-portfolio";
import { signInCookies } from "@/tools/bench/pages/sign-in";
import { requestsPerSecond, scriptBytes } from "@/tools/bench/portal/load";
import { openBenchPortal } from "@/tools/bench/portal/open-portal";
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
 * P9: requests a second and script of the staff pages against an empty dynamic page of the same build, signed in, in the same frame. One line
 * a page; the agency has `clients` clients with 37 months of account-days.
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
    return await compare(portal.url, cookie, clients);
  } finally {
    await portal.close();
  }
}

async function compare(url: string, cookie: string, clients: number): Promise<Ratio[]> {
  const rates = new Map<string, number[]>();
  for (const page of [emptyPath, ...pages]) await requestsPerSecond(`${url}${page}`, cookie, 1);
  for (let turn = 0; turn < turns; turn += 1)
    for (const page of [emptyPath, ...pages]) {
      const rate = await requestsPerSecond(`${url}${page}`, cookie, seconds);
      rates.set(page, [...(rates.get(page) ?? []), rate]);
    }
  const empty = rates.get(emptyPath) ?? [];
  const emptyScript = await scriptBytes(`${url}${emptyPath}`, cookie);
  const ratios: Ratio[] = [];
  for (const page of pages) {
    const own = rates.get(page) ?? [];
    const against = "an empty page of the build";
    ratios.push({
      goal: "P9",
      what: `requests a second of ${page} with ${clients} clients`,
      against,
      ratio: median(own.map((rate, turn) => rate / (empty[turn] ?? Number.NaN))),
      reach: 0.4,
      better: "higher",
    });
    ratios.push({
      goal: "P9",
      what: `script of ${page}`,
      against,
      ratio: (await scriptBytes(`${url}${page}`, cookie)) / emptyScript,
      reach: 1.15,
      better: "lower",
    });
  }
  return ratios;
}
