import { expect, it } from "vitest";
import { campaignDays, readAgainst } from "@/tests/integration/graph/read-against";

const sixty = campaignDays(60);

/** First, middle and last page: a fault must be met alike on each. */
const everyPage = [1, 2, 3];
const unknownError = { kind: "error", code: 1, status: 500, message: "An unknown error occurred" } as const;

it.each(everyPage)(
  "F01 one 500 with code 1 on page %i is asked again and the read is complete",
  async (page) => {
    const { read, waits } = await readAgainst(sixty, [{ when: { page, times: 1 }, does: unknownError }]);
    expect(read).toMatchObject({ kind: "ok", pages: 3, calls: 4, value: sixty });
    expect(waits).toHaveLength(1);
  },
);

it.each(everyPage)("F19 page %i cut short with 200, twice, then whole: complete, rows once", async (page) => {
  const { read } = await readAgainst(sixty, [{ when: { page, times: 2 }, does: { kind: "truncate" } }]);
  expect(read).toMatchObject({ kind: "ok", pages: 3, calls: 5, value: sixty });
});

it.each(everyPage)(
  "F20 a proxy's HTML, a reset and silence on page %i are each asked again",
  async (page) => {
    const { read, notes } = await readAgainst(
      sixty,
      [
        { when: { page, nth: 1 }, does: { kind: "http", status: 502, body: "<html>Bad gateway</html>" } },
        { when: { page, nth: 2 }, does: { kind: "reset" } },
        { when: { page, nth: 3 }, does: { kind: "hang", ms: 1_000 } },
      ],
      { options: { readTimeoutMs: 300 } },
    );
    expect(read).toMatchObject({ kind: "ok", pages: 3, calls: 6, value: sixty });
    const outcomes = notes.flatMap((note) =>
      note.kind === "call" && note.outcome !== "ok" ? [note.outcome] : [],
    );
    expect(outcomes).toEqual(["http", "network", "timeout"]);
  },
);

it("F20 the tries end: an edge that stays silent is an error of a class", async () => {
  const silence = { when: { page: 2 }, does: { kind: "hang", ms: 500 } } as const;
  const { read } = await readAgainst(sixty, [silence], { options: { readTimeoutMs: 100 } });
  expect(read).toMatchObject({
    kind: "error",
    pages: 1,
    calls: 6,
    error: { class: "RETRY", reason: "timeout" },
  });
});

it.each(
  everyPage.flatMap(
    (page) =>
      [
        ["F12", 190, 463, page, 401, "FIX_CREDENTIALS"],
        ["F14", 200, null, page, 403, "FIX_PERMISSION"],
        ["F16", 2635, null, page, 400, "VERSION"],
        ["C26", 3018, null, page, 400, "CLAMP"],
      ] as const,
  ),
)(
  "%s %i/%s on page %i comes back at once, without rows",
  async (_, code, subcode, page, status, expected) => {
    const does = { kind: "error", code, status, ...(subcode === null ? {} : { subcode }) } as const;
    const { read, waits } = await readAgainst(sixty, [{ when: { page }, does }]);
    expect(read).toMatchObject({
      kind: "error",
      pages: page - 1,
      calls: page,
      error: { class: expected, code, subcode },
    });
    expect(read).not.toHaveProperty("value");
    expect(waits).toEqual([]);
  },
);

it("F12 an expired token is FIX_CREDENTIALS and is asked once", async () => {
  const { read } = await readAgainst(sixty, [], {
    change: (meta) => meta.setToken("agency", { state: "expired" }),
  });
  expect(read).toMatchObject({
    kind: "error",
    calls: 1,
    error: { class: "FIX_CREDENTIALS", code: 190, subcode: 463 },
  });
  expect(read.kind === "error" && read.error.needsConfirmation).toBeUndefined();
});

it("F13 a checkpointed user is FIX_CREDENTIALS too, asks for a person and keeps the token", async () => {
  const { read } = await readAgainst(sixty, [], {
    change: (meta) => meta.setToken("agency", { state: "checkpointed" }),
  });
  expect(read).toMatchObject({
    kind: "error",
    calls: 1,
    error: { class: "FIX_CREDENTIALS", code: 190, subcode: 459, needsConfirmation: true },
  });
});

it("F14 a token that may not read this account is FIX_PERMISSION", async () => {
  const { read } = await readAgainst(sixty, [], {
    change: (meta) => meta.setToken("agency", { accounts: ["1000000000000002"] }),
  });
  expect(read).toMatchObject({ kind: "error", calls: 1, error: { class: "FIX_PERMISSION", code: 200 } });
});

it("F16 a dead version is VERSION", async () => {
  const { read } = await readAgainst(sixty, [], { options: { version: "v24.0" } });
  expect(read).toMatchObject({ kind: "error", calls: 1, error: { class: "VERSION", code: 2635 } });
});

it("F21 what fails for good on page 4 of 6 gives no rows, and says how far it came", async () => {
  const { read } = await readAgainst(campaignDays(150), [{ when: { page: 4 }, does: unknownError }]);
  expect(read).toMatchObject({ kind: "error", pages: 3, calls: 8, error: { class: "RETRY", code: 1 } });
  expect(read).not.toHaveProperty("value");
});

it.each(["en", "pl"] as const)("F36 the class is the same when Meta speaks %s", async (locale) => {
  const does = { kind: "error", code: 80000, subcode: 2446079, locale } as const;
  const { read } = await readAgainst(sixty, [{ when: {}, does }]);
  expect(read).toMatchObject({ kind: "error", error: { class: "WAIT_ACCOUNT", code: 80000 } });
});

it("F43 a wrong appsecret_proof is FIX_CREDENTIALS and is not tried again; so is a missing one", async () => {
  for (const appSecret of ["another-secret", ""]) {
    const { read, waits } = await readAgainst(sixty, [], { options: { appSecret } });
    expect(read).toMatchObject({ kind: "error", calls: 1, error: { class: "FIX_CREDENTIALS", code: 100 } });
    expect(waits).toEqual([]);
  }
});
