import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type Alert, alertOf } from "@/lib/alerts/alert";
import { type AlertSync, syncAlerts } from "@/lib/alerts/sync-alerts";
import type { Wanted } from "@/lib/alerts/wanted";
import { type CheckKey, checks } from "@/lib/checks/catalogue";
import { alerts } from "@/lib/db/schema/alerts";
import type { Channels } from "@/lib/deliver/channels";
import { emptyAlerts, mailOnly } from "@/tests/integration/alerts/raise";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { type CastClient, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

/** The connection that reads every client of the room. */
export const connection = "f0000000-0000-4000-8000-000000000001";
/** 04:30 in Warsaw, before the morning's digest. */
export const night = Temporal.Instant.from("2026-11-06T03:30:00Z");
export const later = (minutes: number): Temporal.Instant => night.add({ minutes });

interface Message extends Record<string, unknown> {
  readonly kind: string;
  readonly recipient: string;
  readonly payload: {
    readonly when: string;
    readonly to?: string;
    readonly items: { readonly id: number }[];
  };
}

/** A database with the cast, one connection and no alert before each test of the file, and what such tests ask it. */
export function alertRoom() {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await seedCast(database.db);
    await asSuperuser(database.superuserUrl, async (query) => {
      await query`insert into connections (id, name, token_ciphertext, token_key_id) values (${connection}, 'agency', 'x', 'k1')`;
      await query`update ad_accounts set connection_id = ${connection}`;
    });
  });
  afterAll(() => database.close());
  beforeEach(() => emptyAlerts(database));

  const ofMonitor = new Set(
    (Object.keys(checks) as CheckKey[]).filter((check) => checks[check].where === "monitor"),
  );
  return {
    get database() {
      return database;
    },
    /** One look at the data, by a process that sends mail unless it is told otherwise. */
    sync: (
      now: Temporal.Instant,
      monitored: readonly Wanted[] | null = null,
      channels: Channels = mailOnly,
    ): Promise<AlertSync> =>
      syncAlerts(database.db, {
        ...{ now, channels },
        monitored: monitored && { wanted: monitored, looked: ofMonitor },
      }),
    read: async (): Promise<Alert[]> =>
      (await database.db.asSystem((tx) => tx.select().from(alerts).orderBy(alerts.id))).map(alertOf),
    events: () =>
      database.db.asSystem((tx) =>
        tx.execute<{ kind: string; actor: string }>(sql`select kind, actor from alert_events order by id`),
      ),
    messages: () =>
      database.db.asSystem((tx) =>
        tx.execute<Message>(
          sql`select kind, recipient, payload from deliveries order by created_at, recipient`,
        ),
      ),
    /** 100 a day unless another sum is named, with ads shown. */
    spend: (client: CastClient, since: string, until: string, totalSpend = "100") =>
      seedDays(database.db, client, {
        since,
        until,
        observedAt: "2026-11-05T03:10:00Z",
        day: () => ({ account: { totalSpend, totalImpressions: "5000" } }),
      }),
  };
}
