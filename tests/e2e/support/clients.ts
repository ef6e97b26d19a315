import type { Database } from "@/lib/db/database";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { boundsOf, daysIn, lastMonth, monthBefore, thisMonth, yesterday } from "@/tests/e2e/support/months";
import { addClient, admin, type CastClient, jantar, len } from "@/tests/integration/cast";
import { type SeededDay, seedDays } from "@/tests/integration/seed-days";

/** Clients in every state that a list can show, all of the month before the present one. */
const collectFrom = `${monthBefore}-01`;

function another(
  number: number,
  fields: Partial<CastClient> & Pick<CastClient, "slug" | "name">,
): CastClient {
  const digit = String(number);
  return {
    ...jantar,
    id: `c0000000-0000-4000-8000-00000000010${digit}`,
    accountId: `d0000000-0000-4000-8000-00000000010${digit}`,
    externalId: `act_100000000000010${digit}`,
    locale: "en",
    collectFrom,
    ...fields,
  };
}

/** Complete and reconciled, two whole months; reported in Polish. */
export const hotel: CastClient = { ...jantar, collectFrom };
/** Three days of last month were never collected. Piotr's. */
export const linen: CastClient = { ...len, locale: "en", collectFrom };
/** Delivered nothing last month: zeros that are facts. */
export const brda = another(1, { slug: "splywy-brda", name: "Spływy Brda" });
/** One day where the account's total is 32.50 more than its campaigns. Marta's. */
export const wilk = another(2, { slug: "auto-wilk", name: "Auto Wilk" });
/** Shows messages, which are not measured. */
export const clinic = another(3, {
  slug: "stomatologia-perla",
  name: "Stomatologia Perła",
  shown: ["total_spend", "messages"],
});
/** Made up; must not stand beside real ones. */
export const demo = another(4, { slug: "demo-client", name: "Demo Client", isDemo: true });
/** Only the present month so far. */
export const fresh = another(5, { slug: "canyon-cycles", name: "Canyon Cycles", currency: "USD" });

export const everyClient = [hotel, linen, brda, wilk, clinic, demo, fresh];

/** 100.25 spent and 7 reservations of 1,200.50 a day, a third campaign share in each of two campaigns. */
const ordinary: SeededDay = {
  account: {
    totalSpend: "100.25",
    totalImpressions: "5000",
    totalClicks: "120",
    linkClicks: "80",
    reservations: "7",
    reservationValue: "1200.50",
  },
  campaigns: {
    1: {
      totalSpend: "60.25",
      totalImpressions: "3000",
      totalClicks: "70",
      linkClicks: "50",
      reservations: "5",
      reservationValue: "900.50",
    },
    2: {
      totalSpend: "40",
      totalImpressions: "2000",
      totalClicks: "50",
      linkClicks: "30",
      reservations: "2",
      reservationValue: "300",
    },
  },
};

const nothing: SeededDay = { account: { totalSpend: "0" }, campaigns: {} };

const outside: SeededDay = {
  ...ordinary,
  account: { ...ordinary.account, totalSpend: "132.75" },
  differences: [{ metric: "total_spend", campaigns: "100.25", account: "132.75", difference: "32.5" }],
};

export async function seedClients(db: Database, clients: readonly CastClient[] = everyClient): Promise<void> {
  await db.asStaff(admin, async (tx) => {
    for (const client of clients) await addClient(tx, client);
  });
  const has = (client: CastClient) => clients.includes(client);
  for (const month of [monthBefore, lastMonth]) {
    if (has(hotel)) await seedMonth(db, hotel, month, () => ordinary);
    if (has(clinic)) await seedMonth(db, clinic, month, () => ordinary);
    if (has(demo)) await seedMonth(db, demo, month, () => ordinary);
    if (has(brda)) await seedMonth(db, brda, month, () => (month === lastMonth ? nothing : ordinary));
    if (has(wilk)) {
      const special = `${lastMonth}-20`;
      await seedMonth(db, wilk, month, (date) => (date === special ? outside : ordinary));
    }
    if (has(linen)) {
      const gap = [10, 11, 12].map((day) => `${lastMonth}-${day}`);
      await seedMonth(db, linen, month, (date) => (gap.includes(date) ? null : ordinary));
    }
  }
  if (has(fresh) && yesterday.toString().startsWith(thisMonth)) {
    // A day like any other: the month is small only because it is young.
    await seedMonth(db, fresh, monthBefore, () => ordinary);
    await seedMonth(db, fresh, lastMonth, () => ordinary);
    await seedDays(db, fresh, {
      since: `${thisMonth}-01`,
      until: yesterday.toString(),
      observedAt: new Date().toISOString(),
      day: () => ordinary,
    });
  }
}

async function seedMonth(
  db: Database,
  client: CastClient,
  month: CalendarMonth,
  day: (date: string) => SeededDay | null,
): Promise<void> {
  await seedDays(db, client, { ...boundsOf(month), observedAt: new Date().toISOString(), day });
}

/** What a client's complete month adds up to. */
export function monthTotals(month: CalendarMonth) {
  const days = daysIn(month);
  return { spend: (100.25 * days).toString(), reservations: String(7 * days), value: String(1200.5 * days) };
}
