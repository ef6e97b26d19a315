import { describe, expect, test } from "vitest";
import { alertSource } from "@/app/(staff)/source/alert-source";
import type { AmountKind } from "@/lib/alerts/amount-kind";
import type { Locale } from "@/lib/i18n/locale";
import { alertRoom, connection, night } from "@/tests/integration/alerts/alert-room";
import { find, raise } from "@/tests/integration/alerts/raise";
import { admin, jantar, len } from "@/tests/integration/cast";
import { staffPageOf } from "@/tests/integration/staff-page-of";

/** Where the money of alerts comes from: parts that a reader can tell apart. */
const room = alertRoom();

/** The parts of the sum: the rows between the formula and the zone. */
async function partsOf(of: AmountKind, locale: Locale = "en") {
  const ids = (await room.read()).map(({ id }) => id);
  const answer = await room.database.db.asStaff(admin, (tx) =>
    alertSource(tx, staffPageOf(admin, locale), { ids, currency: "PLN", of }),
  );
  if (answer === null || "error" in answer) throw new Error("no answer");
  return answer.rows
    .slice(1, -3)
    .map(([term, text]) => [term, text].map((one) => one.replaceAll("\u00A0", " ")));
}

describe("the parts of the money that alerts are about", () => {
  test("one dead token of two clients: each part is a client by name, and no part shows an identifier", async () => {
    for (const client of [jantar, len]) await room.spend(client, "2026-10-20", "2026-11-03");
    await raise(
      room.database.db,
      { kind: "token_invalid", subject: connection, severity: "critical" },
      night,
    );
    await room.sync(night);
    const parts = await partsOf("estimate");
    expect(parts.map(([term]) => term)).toEqual(["Hotel Jantar", "Sklep Len"]);
    expect(parts.map(([, text]) => text)).toEqual([
      expect.stringMatching(/^about PLN \d+$/),
      expect.stringMatching(/^about PLN \d+$/),
    ]);
  });

  test("several checks, or several days of one client: the term says which", async () => {
    const wrong = { check: "campaign_sum_differs", amount: "100" };
    await find(room.database, jantar, { ...wrong, subject: "2026-11-01" }, night);
    await find(room.database, jantar, { ...wrong, subject: "2026-11-02" }, night);
    await find(room.database, len, { ...wrong, subject: "2026-11-02" }, night);
    await room.sync(night);
    const title = "Campaigns do not add up to Meta’s own total";
    expect(await partsOf("spend")).toEqual([
      [`Hotel Jantar: ${title}, 1 November 2026`, "PLN 100.00"],
      [`Hotel Jantar: ${title}, 2 November 2026`, "PLN 100.00"],
      [`Sklep Len: ${title}, 2 November 2026`, "PLN 100.00"],
    ]);

    await find(room.database, len, { check: "kpi_fell", subject: "reservations", amount: "50" }, night);
    await room.sync(night);
    const terms = (await partsOf("spend", "pl")).map(([term]) => term);
    expect(new Set(terms).size).toBe(4);
    for (const term of terms) expect(term).toMatch(/^(Hotel Jantar|Sklep Len): \p{Lu}/u);
  });
});
