import { expect, test } from "vitest";
import { isCheckKey } from "@/lib/checks/catalogue";
import { alertPayload } from "@/lib/deliver/alert-payload";

test("a check is what the catalogue names, and nothing that every object has", () => {
  expect(isCheckKey("kpi_fell")).toBe(true);
  for (const other of ["constructor", "toString", "__proto__", "", "kpi_rose"])
    expect(isCheckKey(other)).toBe(false);
});

test.each([
  ["kpi_fell", true],
  ["constructor", false],
])("a queued message about %s is read: %s", (check, read) => {
  const item = {
    id: 1,
    client: null,
    check,
    subject: "",
    cause: "",
    severity: "high",
    message: "",
    evidence: {},
    months: [],
    amount: null,
    currency: null,
    zone: "Europe/Warsaw",
    opened_at: "2026-11-26T06:00:00Z",
  };
  const payload = { at: "2026-11-26T06:00:00Z", agency: "Latarnia", when: "now", items: [item] };
  expect(alertPayload.safeParse(payload).success).toBe(read);
});
