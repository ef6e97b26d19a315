import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { alertOf } from "@/lib/alerts/alert";
import { syncAlerts } from "@/lib/alerts/sync-alerts";
import { alerts } from "@/lib/db/schema/alerts";
import { readReview } from "@/lib/publications/read-review";
import { closeLooksWrong } from "@/lib/today/close-looks-wrong";
import { readAlertEvents } from "@/lib/today/read-alerts";
import { readOpenLooksWrong, reportLooksWrong } from "@/lib/today/report-looks-wrong";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { find, mailOnly } from "@/tests/integration/alerts/raise";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, marta, piotr, viewer } from "@/tests/integration/cast";
import type { TestDatabase } from "@/tests/integration/database";
import { seedDoubtedMonth } from "@/tests/integration/today/seed-doubted-month";

/** "This number looks wrong" has an end: whoever may change the client writes down what was found, and the alert is over. */
const now = Temporal.Instant.from("2026-11-06T13:00:00Z");
const month = "2026-10" as CalendarMonth;
const found = "Ads Manager counts by another attribution; ours is right.";
let database: TestDatabase;

beforeAll(async () => {
  database = await seedDoubtedMonth();
});
beforeEach(() =>
  asSuperuser(
    database.superuserUrl,
    (query) => query`truncate alert_events, alerts, deliveries, findings, audit_log cascade`,
  ),
);
afterAll(() => database.close());

const report = () =>
  reportLooksWrong({
    ...{ db: database.db, actor: marta, slug: jantar.slug, month, metric: "total_spend" },
    ...{ shown: "310", reason: "", now },
  });
const look = (at = now) => syncAlerts(database.db, { now: at, channels: mailOnly, monitored: null });
const read = async () =>
  (await database.db.asSystem((tx) => tx.select().from(alerts).orderBy(alerts.id))).map(alertOf);
const opened = async (): Promise<number> => {
  await report();
  await look();
  const [alert] = await read();
  return alert?.id ?? 0;
};
const close = (actor: typeof admin, alert: number, words = found, at = now.add({ minutes: 5 })) =>
  closeLooksWrong({ db: database.db, actor, alert, words, now: at });
const events = (alert: number) => database.db.asStaff(viewer, (tx) => readAlertEvents(tx, [alert]));
const findings = async () =>
  (await database.db.asStaff(marta, (tx) => readReview(tx, jantar.id, month))).findings;

test("its alert names the month of the figure, so that Today leads there", async () => {
  await opened();
  expect(await read()).toMatchObject([{ check: "looks_wrong", months: ["2026-10"] }]);
  expect(await findings()).toEqual([{ check: "looks_wrong", count: 1 }]);
});

test("one that was reported before findings named their month names it too", async () => {
  await find(database, jantar, { check: "looks_wrong", subject: "2026-09 reservations" }, now);
  await look();
  expect(await read()).toMatchObject([{ check: "looks_wrong", months: ["2026-09"] }]);
});

test("whoever closes it ends the alert at once; history and audit say who did and what was found", async () => {
  const alert = await opened();
  expect(await close(marta, alert)).toEqual({ kind: "closed" });
  expect(await read()).toMatchObject([{ state: "resolved", resolvedAt: now.add({ minutes: 5 }) }]);
  const [newest] = await events(alert);
  expect(newest).toMatchObject({
    ...{ kind: "resolved", actor: "Marta Wilk", byPerson: true },
    detail: { why: "closed", found },
  });
  const audit = await database.db.asStaff(admin, (tx) =>
    tx.execute(sql`select actor, subject, detail from audit_log where action = 'finding.close'`),
  );
  expect([...audit]).toEqual([
    { actor: "Marta Wilk", subject: "hotel-jantar 2026-10 total_spend", detail: { found } },
  ]);
  expect(await findings()).toEqual([]);
  await look(now.add({ minutes: 10 }));
  expect((await events(alert)).map(({ kind }) => kind)).toEqual(["resolved", "opened"]);
});

test("an alert that was acknowledged or snoozed can be closed too", async () => {
  const alert = await opened();
  await asSuperuser(
    database.superuserUrl,
    (query) => query`update alerts set state = 'snoozed', snoozed_until = '2026-12-01'`,
  );
  expect(await close(admin, alert)).toEqual({ kind: "closed" });
  expect(await read()).toMatchObject([{ state: "resolved", snoozedUntil: null }]);
});

test("two people at once: one closes it, the other is told by whom it was closed", async () => {
  const alert = await opened();
  const answers = await Promise.all([close(marta, alert), close(admin, alert)]);
  expect(answers.map(({ kind }) => kind).toSorted()).toEqual(["already", "closed"]);
  const winner = answers[0]?.kind === "closed" ? "Marta Wilk" : "Anna Admin";
  expect(answers.find(({ kind }) => kind === "already")).toEqual({
    ...{ kind: "already", by: winner, at: now.add({ minutes: 5 }) },
  });
  expect((await events(alert)).filter(({ kind }) => kind === "resolved")).toHaveLength(1);
});

test("after that the figure can be reported again, as another alert", async () => {
  const alert = await opened();
  await close(marta, alert);
  const account = jantar.accountId;
  expect(
    await database.db.asStaff(marta, (tx) => readOpenLooksWrong(tx, account, month, "total_spend")),
  ).toBeNull();
  expect(await report()).toEqual({ kind: "reported" });
  await look(now.add({ minutes: 10 }));
  expect(await read()).toMatchObject([{ state: "resolved" }, { state: "open" }]);
  // The old one is no way to close the new one.
  expect(await close(admin, alert)).toMatchObject({ kind: "already", by: "Marta Wilk" });
  expect(await findings()).toEqual([{ check: "looks_wrong", count: 1 }]);
});

test("an open report leads to its alert, once there is one", async () => {
  await report();
  const openOne = () =>
    database.db.asStaff(viewer, (tx) => readOpenLooksWrong(tx, jantar.accountId, month, "total_spend"));
  expect(await openOne()).toEqual({ at: now, by: "Marta Wilk", alert: null });
  await look();
  const [alert] = await read();
  expect(await openOne()).toMatchObject({ alert: alert?.id });
});

test.each([
  ["a viewer", viewer],
  ["another client's manager", piotr],
])("%s cannot close it", async (_, actor) => {
  const alert = await opened();
  expect(await close(actor, alert)).toEqual({ kind: "refused", why: "not_allowed" });
  expect(await read()).toMatchObject([{ state: "open" }]);
});

test("nine characters say too little of what was found; an alert of the data is not closed by hand", async () => {
  const alert = await opened();
  expect(await close(marta, alert, "  it is ok  ")).toEqual({ kind: "refused", why: "words_too_short" });
  expect(await close(marta, 999_999)).toEqual({ kind: "refused", why: "unknown_alert" });
  await find(database, jantar, { check: "kpi_fell", subject: "reservations" }, now);
  await look();
  const fell = (await read()).find(({ check }) => check === "kpi_fell");
  expect(await close(marta, fell?.id ?? 0)).toEqual({ kind: "refused", why: "unknown_alert" });
  expect((await read()).map(({ state }) => state)).toEqual(["open", "open"]);
});
