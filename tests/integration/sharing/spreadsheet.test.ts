import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { canonicalDocument } from "@/lib/publications/canonical-document";
import { addMonths, parseCalendarMonth } from "@/lib/values/calendar-month";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { len } from "@/tests/integration/cast";
import { seedPublication } from "@/tests/integration/seed-publication";
import { openGate } from "@/tests/integration/sharing/open-gate";

/** Four years, which is more than any window that somebody could have meant. */
const months = Array.from({ length: 48 }, (_, back) => addMonths(parseCalendarMonth("2026-10"), -back));

let at: Awaited<ReturnType<typeof openGate>>;
beforeAll(async () => {
  at = await openGate();
});
afterAll(() => at.close());

test("a spreadsheet's address answers 404 while nothing is published, not an empty file", async () => {
  const { token } = await at.make({ client: len, csv: true });
  const response = await at.ask(token, "csv");
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("Raport nie jest jeszcze opublikowany");
});

describe("with every month published", () => {
  let token: string;
  beforeAll(async () => {
    for (const month of months)
      await seedPublication(at.database.db, len, {
        ...{ month, html: "<p>" },
        document: canonicalDocument({ ...hotelJantar, month }).text,
      });
    ({ token } = await at.make({ client: len, csv: true }));
  });

  /** The month of each row, in the file's order. */
  const monthsOfRows = async () =>
    (await (await at.ask(token, "csv")).text())
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.slice(0, 7));

  test("incident 4: a spreadsheet's address has every published month, however many there are, newest first", async () => {
    const seen = await monthsOfRows();
    expect([...new Set(seen)]).toEqual(months);
    // Each month as whole as the newest one.
    const rows = (month: string) => seen.filter((one) => one === month).length;
    expect(new Set(months.map(rows))).toEqual(new Set([rows("2026-10")]));
  });

  test("a month that was taken back is left out of a spreadsheet, and the others stay", async () => {
    await asSuperuser(
      at.database.superuserUrl,
      (
        sql,
      ) => sql`insert into publication_withdrawals (client_id, month, version, why, withdrawn_at, withdrawn_by)
        values (${len.id}, '2026-07-01', 1, 'a wrong account was read', '2026-08-09T10:00:00Z', 'test')`,
    );
    expect(new Set(await monthsOfRows())).toEqual(new Set(months.filter((month) => month !== "2026-07")));
  });
});
