import { describe, expect, it } from "vitest";
import { type AnswerFacts, classifyMetaError, classifyStatus } from "@/lib/graph/errors/classify-error";
import { type ErrorClass, errorClasses } from "@/lib/graph/errors/graph-error";
import type { Usage } from "@/lib/graph/fetch-outcome";
import { createRedactor } from "@/lib/graph/redact";

const facts: AnswerFacts = { status: 400, usage: null, retryAfterMs: null };
const redact = createRedactor(["EAAsecret"]);

function classify(error: unknown, more: Partial<AnswerFacts> = {}) {
  return classifyMetaError(error, { ...facts, ...more }, redact);
}

type Row = [code: number, subcode: number | null, message: string, expected: ErrorClass];

/** graph-api.md §5.3, line by line. */
const table: Row[] = [
  [1, null, "An unknown error occurred", "RETRY"],
  [1, 99, "An unknown error occurred", "RETRY"],
  [1, null, "Please reduce the amount of data you're asking for, then retry your request", "REDUCE"],
  [1, 99, "Please reduce the amount of data you're asking for, then retry your request", "REDUCE"],
  [1, 2853001, "Profil nie jest połączony ze stroną", "FIX_PERMISSION"],
  [2, null, "Service temporarily unavailable", "RETRY"],
  [2, 1504038, "Request timed out", "SPLIT_ASYNC"],
  [2, 1504041, "Invalid breakdowns", "PERMANENT"],
  [2, 1504042, "Invalid custom metric", "PERMANENT"],
  [2, 1504043, "", "RETRY"],
  [2, 1504044, "Service temporarily unavailable", "RETRY"],
  [-2, 2490547, "", "RETRY"],
  [-3, 1504045, "", "SPLIT_ASYNC"],
  [3, null, "Application does not have the capability to make this API call.", "PERMANENT"],
  [4, null, "Application request limit reached", "WAIT_APP"],
  [4, 1504022, "There have been too many calls", "WAIT_APP"],
  [4, 1504039, "There have been too many calls", "WAIT_APP"],
  [10, null, "Application does not have permission for this action", "FIX_PERMISSION"],
  [17, null, "User request limit reached", "WAIT_ACCOUNT"],
  [17, 2446079, "User request limit reached", "WAIT_ACCOUNT"],
  [32, null, "Page request limit reached", "WAIT_ACCOUNT"],
  [100, 33, "Unsupported get request.", "FIX_PERMISSION"],
  [100, null, "Invalid parameter", "PERMANENT"],
  [100, 1487534, "Zbyt wiele danych", "REDUCE"],
  [100, 1504018, "", "SPLIT_ASYNC"],
  [100, 3191001, "", "FIX_PERMISSION"],
  [100, null, "(#100) Missing permissions", "FIX_PERMISSION"],
  [100, null, "(#100) Missing perms", "FIX_PERMISSION"],
  [
    100,
    null,
    "Unsupported request. Object cannot be loaded due to missing permissions, or does not support this operation",
    "FIX_PERMISSION",
  ],
  [100, null, "(#100) wish_bid is not valid for fields param. please check …", "PERMANENT"],
  [100, null, "(#100) Tried accessing nonexisting summary field (reach)", "REDUCE"],
  [
    100,
    null,
    "(#100) Cannot include a, b in fields param because they weren’t there while creating the report run. All available values are: c",
    "REDUCE",
  ],
  [
    100,
    null,
    "(#100) Cannot include a in fields param because it wasn't there while creating the report run.",
    "REDUCE",
  ],
  [100, null, "(#100) Param action_attribution_windows[0] must be one of {…}", "PERMANENT"],
  [100, null, "API calls from the server require an appsecret_proof argument", "FIX_CREDENTIALS"],
  [100, null, "Invalid appsecret_proof provided in the API argument", "FIX_CREDENTIALS"],
  [102, null, "Session key invalid", "FIX_CREDENTIALS"],
  [104, null, "An access token is required to request this resource.", "FIX_CREDENTIALS"],
  [104, null, "Incorrect signature", "FIX_CREDENTIALS"],
  [190, null, "Invalid OAuth access token signature.", "FIX_CREDENTIALS"],
  ...[458, 459, 460, 463, 464, 467, 490, 492].map((subcode): Row => [190, subcode, "", "FIX_CREDENTIALS"]),
  ...[200, 230, 270, 272, 294, 299].map((code): Row => [code, null, "Permissions error", "FIX_PERMISSION"]),
  [341, null, "Application limit reached", "WAIT_APP"],
  [368, null, "The action attempted has been deemed abusive", "FIX_CREDENTIALS"],
  [368, 1404082, "", "FIX_CREDENTIALS"],
  [506, null, "Duplicate status message", "PERMANENT"],
  [
    613,
    null,
    "Custom Analytics metrics exceeded the rate limit of 5 calls per 6 hours for this ad account",
    "WAIT_ACCOUNT",
  ],
  [613, 1487742, "There have been too many calls from this ad-account.", "WAIT_ACCOUNT"],
  [613, 1996, "", "WAIT_ACCOUNT"],
  [803, null, "(#803) Some of the aliases you requested do not exist", "PERMANENT"],
  [960, null, "Request aborted", "RETRY"],
  [1150, null, "Unknown error", "RETRY"],
  [1609005, null, "Error posting link", "RETRY"],
  [
    2500,
    null,
    "An active access token must be used to query information about the current user.",
    "PERMANENT",
  ],
  [2601, 1815107, "", "RETRY"],
  [2635, null, "(#2635) You are calling a deprecated version of the Ads API.", "VERSION"],
  [2641, null, "", "PERMANENT"],
  [2642, null, "Invalid cursors values", "RESTART_PAGING"],
  [3018, null, "The start date of the time range cannot be beyond 37 months", "CLAMP"],
  ...[80000, 80001, 80002, 80003, 80004, 80005, 80006, 80007, 80008, 80009, 80014].map(
    (code): Row => [code, 2446079, "There have been too many calls", "WAIT_ACCOUNT"],
  ),
];

describe("Meta's error table", () => {
  it.each(table)("%i/%s %j is %s", (code, subcode, message, expected) => {
    const error = classify({ code, message, ...(subcode === null ? {} : { error_subcode: subcode }) });
    expect(error).toMatchObject({ class: expected, code, subcode, reason: "meta" });
    expect(error.unknownCode).toBeUndefined();
  });

  it("has a row in this test for every class", () => {
    expect(new Set(table.map(([, , , expected]) => expected))).toEqual(new Set(errorClasses));
  });

  it("a batch of more than 50 is PERMANENT although it has no code", () => {
    const message = "Too many requests in batch message. Maximum batch size is 50";
    expect(classify({ type: "GraphBatchException", message })).toMatchObject({
      class: "PERMANENT",
      code: null,
    });
  });

  it("codes written as strings are read as numbers", () => {
    expect(classify({ code: "80004", error_subcode: "2446079" })).toMatchObject({
      class: "WAIT_ACCOUNT",
      code: 80004,
      subcode: 2446079,
    });
  });

  it("F36 localised texts leave the class as it is", () => {
    const polish = {
      17: "Osiągnięto limit żądań użytkownika",
      190: "Sesja wygasła",
      2635: "Wywołujesz wycofaną wersję interfejsu API reklam",
      3018: "Data rozpoczęcia zakresu nie może być wcześniejsza niż 37 miesięcy",
      200: "Błąd uprawnień",
    };
    const classes = Object.entries(polish).map(
      ([code, message]) => classify({ code: Number(code), message }).class,
    );
    expect(classes).toEqual(["WAIT_ACCOUNT", "FIX_CREDENTIALS", "FIX_PERMISSION", "VERSION", "CLAMP"]);
  });

  it("neither type nor is_transient decides", () => {
    const throttled = { code: 80000, type: "OAuthException", is_transient: false };
    expect(classify(throttled).class).toBe("WAIT_ACCOUNT");
    expect(
      classify({ code: 2, error_subcode: 1504041, type: "OAuthException", is_transient: true }).class,
    ).toBe("PERMANENT");
  });

  it.each([400, 401, 403, 500])("F12 190/463 is FIX_CREDENTIALS with HTTP %i", (status) => {
    const expired = classify({ code: 190, error_subcode: 463, message: "Session has expired" }, { status });
    expect(expired.class).toBe("FIX_CREDENTIALS");
    expect(expired.needsConfirmation).toBeUndefined();
  });

  it.each([
    [190, 459],
    [190, 490],
    [190, 464],
    [368, 1404082],
  ])("F13 %i/%i asks for a person and keeps the token", (code, subcode) => {
    expect(classify({ code, error_subcode: subcode })).toMatchObject({
      class: "FIX_CREDENTIALS",
      needsConfirmation: true,
    });
  });

  it("F14 200 is the account's, not the token's", () => {
    const message = "(#200) Ad account owner has NOT grant ads_management or ads_read permission";
    expect(classify({ code: 200, message }, { status: 403 }).class).toBe("FIX_PERMISSION");
  });

  it("an unknown code is RETRY and marked as unknown", () => {
    expect(classify({ code: 99999, message: "?" })).toMatchObject({ class: "RETRY", unknownCode: true });
    expect(classify({}, { status: 400 })).toMatchObject({ class: "RETRY", unknownCode: true, code: null });
    expect(classify({ code: {} }, { status: 500 })).toMatchObject({ class: "RETRY", code: null });
  });

  it("messages carry no secret", () => {
    const error = classify({
      code: 190,
      message: "Malformed access token EAAsecret in access_token=EAAsecret&x=1",
      fbtrace_id: "AbC",
      type: "OAuthException",
    });
    expect(JSON.stringify(error)).not.toContain("EAAsecret");
    expect(error).toMatchObject({ fbtrace_id: "AbC", type: "OAuthException" });
  });
});

describe("how long Meta asks to wait", () => {
  const usage: Usage = { accountPercent: 100, appPercent: 3, blockedMs: 0, resetMs: null, tier: null };

  it("a throttled account waits for the stated minutes, at least the block of its tier", () => {
    const wait = (part: Partial<Usage>) =>
      classify({ code: 80000 }, { usage: { ...usage, ...part } }).retryAfterMs;
    expect(wait({ blockedMs: 30 * 60_000 })).toBe(30 * 60_000);
    expect(wait({ resetMs: 480_000 })).toBe(480_000);
    expect(wait({})).toBe(300_000);
    expect(wait({ tier: "full" })).toBe(60_000);
  });

  it("only what is said of this wait counts as stated, and never less than the least of the table", () => {
    const stated = (code: number, part: Partial<Usage>, retryAfterMs: number | null = null) =>
      classify({ code }, { usage: { ...usage, ...part }, retryAfterMs }).retryStated ?? false;
    expect(stated(17, { resetMs: 100_000 })).toBe(false);
    expect(stated(17, { resetMs: 480_000 })).toBe(true);
    expect(stated(17, { resetMs: 100_000, tier: "full" })).toBe(true);
    expect(stated(17, { blockedMs: 30 * 60_000 })).toBe(true);
    // When the account's usage is back at 0 says nothing of the app.
    expect(stated(4, { resetMs: 480_000 })).toBe(false);
    expect(stated(4, {}, 120_000)).toBe(true);
    expect(stated(4, {}, 1_000)).toBe(false);
    expect(stated(17, {})).toBe(false);
  });

  it("an hour for an unusual call volume, a day for a policy block, a minute for an app", () => {
    expect(classify({ code: 613, error_subcode: 1996 }).retryAfterMs).toBe(3_600_000);
    expect(classify({ code: 368 }).retryAfterMs).toBe(86_400_000);
    expect(classify({ code: 4, error_subcode: 1504022 }).retryAfterMs).toBe(60_000);
  });

  it("what need not wait says nothing", () => {
    expect(classify({ code: 100 }).retryAfterMs).toBeUndefined();
    expect(classify({ code: 190 }).retryAfterMs).toBeUndefined();
  });
});

describe("answers without an error of Meta's", () => {
  it.each([
    [500, "RETRY"],
    [502, "RETRY"],
    [503, "RETRY"],
    [413, "PERMANENT"],
    [429, "WAIT_ACCOUNT"],
  ] as const)("HTTP %i is %s", (status, expected) => {
    const error = classifyStatus({ ...facts, status });
    expect(error).toMatchObject({ class: expected, reason: "http", http_status: status });
    expect(error.unknownCode).toBeUndefined();
  });

  it.each([302, 400, 404])("HTTP %i is unknown", (status) => {
    expect(classifyStatus({ ...facts, status })).toMatchObject({ class: "RETRY", unknownCode: true });
  });
});
