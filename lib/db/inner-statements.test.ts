import { expect, test } from "vitest";
import { innerStatements } from "@/lib/db/inner-statements";

test("statements that bring a transaction along are given without it", () => {
  const text = `
    BEGIN;
    SET LOCAL lock_timeout = 30000;
    DELETE FROM pgboss.job WHERE state = 'failed';
    COMMIT;
  `;
  const inner = innerStatements(text);
  expect(inner).not.toMatch(/BEGIN|COMMIT/);
  expect(inner.trim()).toBe(
    "SET LOCAL lock_timeout = 30000;\n    DELETE FROM pgboss.job WHERE state = 'failed';",
  );
});

test.each(["SELECT 1", "BEGIN; SELECT 1;", "SELECT 1; COMMIT;", "SELECT 'BEGIN; x; COMMIT;'"])(
  "%j is left as it is",
  (text) => {
    expect(innerStatements(text)).toBe(text);
  },
);
