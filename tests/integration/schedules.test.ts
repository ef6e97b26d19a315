import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { z } from "zod";

const vercel = z.object({ crons: z.array(z.object({ path: z.string(), schedule: z.string() })).min(1) });
const file = async () => vercel.parse(JSON.parse(await readFile("vercel.json", "utf8")));

/** The schedules that are open to the scheduler by architecture.md §5; one enters with the issue that builds its route. */
const schedules = {
  "/api/automated/daily-kpi-collection": "7 * * * *",
  "/api/automated/drain-queue": "*/5 * * * *",
  "/api/automated/monthly-reports": "17 * * * *",
};

test("incident 2: the cron list is not empty and names the agreed hours", async () => {
  const { crons } = await file();
  expect(Object.fromEntries(crons.map(({ path, schedule }) => [path, schedule]))).toEqual(schedules);
});

test("incident 2: every scheduled route exists and takes the verb that the scheduler sends", async () => {
  for (const { path } of (await file()).crons) {
    const route = `app${path}/route.ts`;
    expect(existsSync(route), route).toBe(true);
    const source: Record<string, unknown> = await import(`@/${route.replace(/\.ts$/, "")}`);
    expect(source.GET, `${path} GET`).toBeTypeOf("function");
    expect(source.POST, `${path} POST`).toBeTypeOf("function");
    expect(source.maxDuration, `${path} maxDuration`).toBe(300);
  }
});
