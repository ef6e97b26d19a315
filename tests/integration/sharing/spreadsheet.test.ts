import { afterAll, beforeAll, expect, test } from "vitest";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { canonicalDocument } from "@/lib/publications/canonical-document";
import { addMonths, parseCalendarMonth } from "@/lib/values/calendar-month";
import { len } from "@/tests/integration/cast";
import { seedPublication } from "@/tests/integration/seed-publication";
import { openGate } from "@/tests/integration/sharing/open-gate";

/** Four years, which is more than any window that somebody could have meant. */
const months = Array.from({ length: 48 }, (_, back) => addMonths(parseCalendarMonth("2026-10"), -back));

let at: Awaited<ReturnType<typeof openGate>>;
beforeAll(async () => {
  at = await openGate();
  for (const month of months)
    await seedPublication(at.database.db, len, {
      ...{ month, html: "<p>" },
      document: canonicalDocument({ ...hotelJantar, month }).text,
    });
});
afterAll(() => at.close());

test("incident 4: a spreadsheet's address has every published month, however many there are, newest first", async () => {
  const { token } = await at.make({ client: len, csv: true });
  const text = await (await at.ask(token, "csv")).text();
  const seen = text
    .split("\r\n")
    .slice(1, -1)
    .map((line) => line.slice(0, 7));
  expect([...new Set(seen)]).toEqual(months);
  // Each month as whole as the newest one.
  const rows = (month: string) => seen.filter((one) => one === month).length;
  expect(new Set(months.map(rows))).toEqual(new Set([rows("2026-10")]));
});
