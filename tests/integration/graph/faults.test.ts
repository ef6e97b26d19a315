import { expect, it } from "vitest";
import { campaignDays, readAgainst } from "@/tests/integration/graph/read-against";
import type { Fault } from "@/tests/integration/graph/scripted-server";

const sixty = campaignDays(60);

/** First, middle and last page: a fault must be met alike on each. */
const everyPage = [1, 2, 3];

function error(
  code: number,
  subcode: number | null,
  status: number,
  message = "",
): Extract<Fault["does"], { kind: "error" }> {
  return {
    kind: "error",
    status,
    error: { code, ...(subcode === null ? {} : { error_subcode: subcode }), message },
  };
}

it.each(everyPage)(
  "F01 one 500 with code 1 on page %i is asked again and the read is complete",
  async (page) => {
    const { read, waits } = await readAgainst(sixty, [{ page, times: 1, does: error(1, null, 500) }]);
    expect(read).toMatchObject({ kind: "ok", pages: 3, calls: 4, value: sixty });
    expect(waits).toHaveLength(1);
  },
);

it.each(everyPage)("F19 page %i cut short with 200, twice, then whole: complete, rows once", async (page) => {
  const { read } = await readAgainst(sixty, [{ page, times: 2, does: { kind: "truncate" } }]);
  expect(read).toMatchObject({ kind: "ok", pages: 3, calls: 5, value: sixty });
});

it.each(everyPage)(
  "F20 a proxy's HTML, a reset and silence on page %i are each asked again",
  async (page) => {
    const { read, notes } = await readAgainst(
      sixty,
      [
        { page, times: 1, does: { kind: "http", status: 502, body: "<html>Bad gateway</html>" } },
        { page, times: 1, does: { kind: "reset" } },
        { page, times: 1, does: { kind: "hang" } },
      ],
      { readTimeoutMs: 300 },
    );
    expect(read).toMatchObject({ kind: "ok", pages: 3, calls: 6, value: sixty });
    const outcomes = notes.flatMap((note) =>
      note.kind === "call" && note.outcome !== "ok" ? [note.outcome] : [],
    );
    expect(outcomes).toEqual(["http", "network", "timeout"]);
  },
);

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
    const { read, waits } = await readAgainst(sixty, [{ page, does: error(code, subcode, status) }]);
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

it("F13 190/459 asks for a person; the token is kept", async () => {
  const { read } = await readAgainst(sixty, [{ does: error(190, 459, 400) }]);
  expect(read).toMatchObject({
    kind: "error",
    calls: 1,
    error: { class: "FIX_CREDENTIALS", needsConfirmation: true },
  });
});

it("F21 what fails for good on page 4 of 6 gives no rows, and says how far it came", async () => {
  const { read } = await readAgainst(campaignDays(150), [{ page: 4, does: error(1, null, 500) }]);
  expect(read).toMatchObject({ kind: "error", pages: 3, calls: 8, error: { class: "RETRY", code: 1 } });
  expect(read).not.toHaveProperty("value");
});

it("F36 the class is the same when Meta speaks Polish", async () => {
  const say = async (message: string) => {
    const { read } = await readAgainst(sixty, [{ does: error(80000, 2446079, 400, message) }]);
    return read.kind === "error" ? read.error.class : "ok";
  };
  expect(await say("There have been too many calls to this ad-account.")).toBe("WAIT_ACCOUNT");
  expect(await say("Wykonano zbyt wiele wywołań tego konta reklamowego.")).toBe("WAIT_ACCOUNT");
});

it("F43 a wrong appsecret_proof is FIX_CREDENTIALS and is not tried again", async () => {
  const { read, waits } = await readAgainst(sixty, [], { appSecret: "another-secret" });
  expect(read).toMatchObject({ kind: "error", calls: 1, error: { class: "FIX_CREDENTIALS", code: 100 } });
  expect(waits).toEqual([]);
});

it("F20 the tries end: an edge that stays silent is an error of a class", async () => {
  const { read } = await readAgainst(sixty, [{ page: 2, does: { kind: "hang" } }], { readTimeoutMs: 100 });
  expect(read).toMatchObject({
    kind: "error",
    pages: 1,
    calls: 6,
    error: { class: "RETRY", reason: "timeout" },
  });
});
