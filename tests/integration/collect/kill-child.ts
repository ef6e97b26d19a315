import { Temporal } from "temporal-polyfill";
import { runCollection } from "@/lib/collect/run/run-collection";
import { openDatabase } from "@/lib/db/database";
import { createGraphClient } from "@/lib/graph/create-graph-client";
import { parseCalendarDay } from "@/lib/values/calendar-day";

/** A collector in a process of its own, to be killed at any moment. Says "go" when it begins and its result when it lives to the end. */
const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
};

const began = Temporal.Instant.from(setting("NOW"));
const db = openDatabase(setting("DATABASE_URL"));
const clock = () => began.add({ milliseconds: Math.round(performance.now()) });
process.stdout.write("go\n");
const result = await runCollection(
  {
    db,
    clock,
    databaseTime: clock,
    apiVersion: "v26.0",
    appId: "app",
    envToken: setting("TOKEN"),
    keys: () => new Map(),
    openGraph: (token) =>
      createGraphClient({
        baseUrl: setting("META"),
        version: "v26.0",
        token,
        appSecret: setting("APP_SECRET"),
        pageLimit: 100,
      }),
  },
  {
    selection: { since: parseCalendarDay(setting("SINCE")), until: parseCalendarDay(setting("UNTIL")) },
    by: { trigger: "cli", requestedBy: "test" },
  },
);
await db.close();
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
