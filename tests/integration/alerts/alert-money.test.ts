import { describe, expect, test } from "vitest";
import { alertRoom, connection, night } from "@/tests/integration/alerts/alert-room";
import { find, raise } from "@/tests/integration/alerts/raise";
import { jantar, len } from "@/tests/integration/cast";

/** What an alert is about: months, and money with what it is. */
const room = alertRoom();

describe("what it touches", () => {
  test("incident 31: a dead token names every client, the months since their last day, and the spend at stake", async () => {
    await room.spend(jantar, "2026-10-20", "2026-10-28");
    await raise(
      room.database.db,
      { kind: "token_invalid", subject: connection, severity: "critical" },
      night,
    );
    await room.sync(night);
    const [ofJantar] = (await room.read()).filter(({ clientId }) => clientId === jantar.id);
    // Nothing since 29 October: eight days up to yesterday, 5 November.
    expect(ofJantar).toMatchObject({
      cause: `connection:${connection}`,
      months: ["2026-10", "2026-11"],
      amount: "800",
      currency: "PLN",
      // Nobody read these days: what was spent on them is not known.
      evidence: { amount_is: "estimate" },
    });
    expect((await room.read()).filter(({ clientId }) => clientId === len.id)).toHaveLength(1);
  });

  test("a day names its month and its spend", async () => {
    await room.spend(jantar, "2026-10-27", "2026-10-27");
    await find(
      room.database,
      jantar,
      { check: "campaign_sum_differs", subject: "2026-10-27", severity: "high" },
      night,
    );
    await room.sync(night);
    expect(await room.read()).toMatchObject([
      { months: ["2026-10"], amount: "100", currency: "PLN", evidence: { amount_is: "spend" } },
    ]);
  });

  test("a dead token whose client misses no day is about no money yet", async () => {
    await room.spend(jantar, "2026-10-20", "2026-11-05");
    await raise(
      room.database.db,
      { kind: "token_invalid", subject: connection, severity: "critical" },
      night,
    );
    await room.sync(night);
    const [ofJantar] = (await room.read()).filter(({ clientId }) => clientId === jantar.id);
    expect(ofJantar).toMatchObject({ amount: null, currency: null });
    expect(ofJantar?.evidence).not.toHaveProperty("amount_is");
  });

  test("missing days are about what is usually spent, a month's total about a difference", async () => {
    await room.spend(jantar, "2026-10-20", "2026-10-28");
    await find(
      room.database,
      jantar,
      { check: "data_stale", subject: "account", evidence: { days: ["2026-10-29", "2026-10-30"] } },
      night,
    );
    await find(
      room.database,
      jantar,
      { check: "month_total_differs", subject: "2026-10", amount: "12.34" },
      night,
    );
    await room.sync(night);
    expect(
      (await room.read()).map(({ check, amount, evidence }) => [check, amount, evidence.amount_is]),
    ).toEqual([
      ["data_stale", "200", "estimate"],
      ["month_total_differs", "12.34", "difference"],
    ]);
  });
});
