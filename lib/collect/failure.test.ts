import { expect, test } from "vitest";
import { failureOf, ownFailure, thrownFailure } from "@/lib/collect/failure";

test("what Meta sent is quoted in a failure only as text that can be stored: a failure that cannot be recorded would end the whole run", () => {
  expect(ownFailure("data_refused", 'spend is "\u00005"').message).toBe('spend is "\ufffd5"');
  const error = { class: "PERMANENT", reason: "meta", code: 100, subcode: null, http_status: 400 } as const;
  expect(failureOf({ ...error, message: "a\u0000b", fbtrace_id: "x\ud800" })).toMatchObject({
    message: "a\ufffdb",
    fbtrace_id: "x\ufffd",
    reason: "request_refused",
  });
});

test("rows of another shape are an answer that cannot be used, not a request that was refused", () => {
  const error = { class: "PERMANENT", reason: "shape", code: null, subcode: null, http_status: 200 } as const;
  const message = "Row 1 of the page: actions: expected array";
  expect(failureOf({ ...error, message, fbtrace_id: null }).reason).toBe("data_refused");
});

test.each([
  ["figures too large for their column", Object.assign(new Error("out of range"), { code: "22003" }), true],
  [
    "the same, wrapped",
    new Error("Failed query", { cause: Object.assign(new Error("x"), { code: "22P02" }) }),
    true,
  ],
  ["a list that cannot be read", new TypeError("x is not iterable"), true],
  ["a database that shuts down", Object.assign(new Error("terminating"), { code: "57P01" }), false],
  ["a connection that is gone", Object.assign(new Error("write"), { code: "CONNECTION_CLOSED" }), false],
  ["a lock that was waited for too long", Object.assign(new Error("timeout"), { code: "55P03" }), false],
  ["a caller that stopped", new DOMException("This operation was aborted", "AbortError"), false],
  ["something else", "thrown", false],
])("%s: whether it is of the days that were read", (_, error, isOfDays) => {
  expect(thrownFailure(error, "said").isOfDays ?? false).toBe(isOfDays);
});
