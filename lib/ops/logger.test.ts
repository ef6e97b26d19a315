import { createRequire } from "node:module";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { logger } from "@/lib/ops/logger";

/** The very module that the logger writes through. */
const fs: typeof import("node:fs") = createRequire(import.meta.url)("node:fs");
const level = logger.level;
let written = "";

beforeEach(() => {
  written = "";
  logger.level = "info";
  vi.spyOn(fs, "writeSync").mockImplementation((_fd: number, chunk: unknown) => {
    written += String(chunk);
    return Buffer.byteLength(String(chunk));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  logger.level = level;
});

/** What one line of the log says about an error. */
function logged(error: unknown) {
  logger.error({ err: error }, "sign_in_failed");
  return JSON.parse(written).err;
}

const lockTimeout = Object.assign(new Error("canceling statement due to lock timeout"), {
  name: "PostgresError",
  code: "55P03",
});

test("a query that failed says why, and none of the values that were asked for", () => {
  const err = logged(
    new DrizzleQueryError(
      "select app.find_staff_for_sign_in($1)",
      ["anna@agencja.pl\n    at the end"],
      lockTimeout,
    ),
  );
  expect(written).not.toContain("anna@agencja.pl");
  expect(written).not.toContain("params");
  expect(err.message).toBe("Failed query: select app.find_staff_for_sign_in($1)");
  expect(err.stack).toMatch(
    /^Error: Failed query: select app\.find_staff_for_sign_in\(\$1\)\n {4}at .*logger\.test/,
  );
  expect(err.stack).not.toContain("at the end");
  expect(err.causes).toEqual([
    { name: "PostgresError", code: "55P03", message: "canceling statement due to lock timeout" },
  ]);
});

test("a long query is cut", () => {
  const { message, stack } = logged(
    new DrizzleQueryError(`select ${"x".repeat(5_000)}`, ["anna@agencja.pl"]),
  );
  expect(message).toHaveLength("Failed query: ".length + 300 + 1);
  expect(message.endsWith("…")).toBe(true);
  expect(stack).not.toContain("x".repeat(301));
});

test("an error around a failed query shows no values either", () => {
  const query = new DrizzleQueryError("select 1", ["anna@agencja.pl"], lockTimeout);
  const err = logged(new Error("The report was not built.", { cause: query }));
  expect(err.causes.map(({ message }: { message: string }) => message)).toEqual([
    "Failed query: select 1",
    "canceling statement due to lock timeout",
  ]);
  expect(written).not.toContain("anna@agencja.pl");
});

test("a cause that is no error is told, and secrets in it are not", () => {
  expect(logged(new Error("Not asked.", { cause: "HTTP 503 access_token=abc" })).causes).toEqual([
    { message: "HTTP 503 access_token=[redacted]" },
  ]);
});

test("a chain of causes is followed five deep, and one that bites its tail ends", () => {
  const tail = new Error("round");
  tail.cause = tail;
  expect(logged(tail).causes).toHaveLength(5);
});

test("an error without a cause, and what is no error", () => {
  expect(logged(new Error("plain"))).toEqual({
    name: "Error",
    message: "plain",
    stack: expect.stringMatching(/^Error: plain\n {4}at /),
  });
  written = "";
  expect(logged("Bearer abc.def")).toEqual({ message: "Bearer [redacted]" });
});
