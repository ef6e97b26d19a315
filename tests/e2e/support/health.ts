import type { Page } from "@playwright/test";
import { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import { brda, hotel, linen, wilk } from "@/tests/e2e/support/clients";
import { expect } from "@/tests/e2e/support/test";
import { addClient, admin, type CastClient } from "@/tests/integration/cast";
import { seedFailedAttempt } from "@/tests/integration/seed-attempt";
import { type SeededDay, seedDays } from "@/tests/integration/seed-days";

/** Days as they are in Warsaw now, counted from the newest that is certainly due and no longer late. */
const today = Temporal.Now.zonedDateTimeISO("Europe/Warsaw").toPlainDate();
/** The day so many days ago, as YYYY-MM-DD. */
export const day = (back: number) => today.subtract({ days: back }).toString();
/** The same as the grid names it, as the text of a regular expression. */
export const dayName = (back: number) =>
  `${today.subtract({ days: back }).day}\\s${new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(new Date(`${day(back)}T00:00:00Z`))}`;

const ordinary: SeededDay = {
  account: { totalSpend: "100.25", totalImpressions: "5000", reservations: "7" },
};
const outside: SeededDay = {
  account: { ...ordinary.account, totalSpend: "132.75" },
  campaigns: { 1: ordinary.account },
  differences: [{ metric: "total_spend", campaigns: "100.25", account: "132.75", difference: "32.5" }],
};
const nothing: SeededDay = { account: { totalSpend: "0" }, campaigns: {} };
const cast = [hotel, linen, brda, wilk];

/** Four clients: one complete, one without delivery, one that does not add up on a day, one that is read no more. */
export async function seedHealth(db: Database): Promise<void> {
  const collectFrom = day(60);
  const at = (client: CastClient): CastClient => ({ ...client, collectFrom });
  const observedAt = new Date().toISOString();
  const since = day(50);
  await db.asStaff(admin, async (tx) => {
    for (const client of cast) await addClient(tx, at(client));
  });
  const whole = { since, until: day(1), observedAt };
  await seedDays(db, hotel, { ...whole, day: () => ordinary });
  await seedDays(db, brda, { ...whole, day: () => nothing });
  await seedDays(db, wilk, { ...whole, day: (date) => (date === day(6) ? outside : ordinary) });
  // Read until eight days ago, refused once, then not tried.
  await seedDays(db, linen, {
    ...whole,
    until: day(9),
    observedAt: `${day(8)}T03:30:00Z`,
    day: () => ordinary,
  });
  await seedFailedAttempt(db, linen, {
    since: day(8),
    until: day(8),
    at: `${day(7)}T03:30:00Z`,
    errorClass: "FIX_CREDENTIALS",
  });
}

/** The grid takes keys once its note is there. */
export const cameToLife = (page: Page) => expect(page.locator(".daygrid-note")).toBeAttached();
/** A day of a client in the grid, by its accessible name. */
export const cell = (page: Page, client: string, back: number, state: string) =>
  page.getByRole("gridcell", { name: new RegExp(`^${client}, ${dayName(back)}: ${state}`) });
