import { afterEach, describe, expect, it } from "vitest";
import { type ErrorName, errorNamed, errorNames } from "@/tools/simulator/error-texts";
import type { Deviation } from "@/tools/simulator/faults";
import { askInsights } from "@/tools/simulator/fixtures/ask";
import { campaignDay, startJantar } from "@/tools/simulator/fixtures/jantar";
import { scriptedError } from "@/tools/simulator/scripted-error";
import type { Simulator } from "@/tools/simulator/start";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const bodyOf = (error: ErrorName, locale: "en" | "pl") =>
  JSON.parse(scriptedError({ kind: "refusal", error }, locale).body).error;

/** Every code and subcode of the table of graph-api.md §5.3 that comes as an error of Meta's. */
const table =
  `1 1/99 1/2853001 2 2/1504038 2/1504041 2/1504042 2/1504043 2/1504044 -2/2490547 -3/1504045 3 4 4/1504022 4/1504039
  10 17 17/2446079 17/1885172 32 100/33 100 100/1487534 100/1504018 100/3191001 102 104 190 190/458 190/459 190/490 190/460 190/463
  190/464 190/467 190/492 200 270 272 294 341 368 368/1404082 506 613 613/1487742 613/1996 613/5044001 613/1487225 613/1487632 803 960
  1150 1609005 2500 2601/1815107 2635 2641 2642 3018 80000/2446079 80001 80002 80003/2446079 80004/2446079 80005 80006 80007 80008 80009
  80014`.split(/\s+/);

it("every row of the table of errors has a name", () => {
  const named = new Set(
    errorNames.map((name) => {
      const { code, subcode } = errorNamed(name);
      return subcode === undefined ? String(code) : `${code}/${subcode}`;
    }),
  );
  expect(table.filter((row) => !named.has(row))).toEqual([]);
});

it.each([
  ["reduce-data", /^Please reduce the amount of data you're asking for/],
  ["missing-permissions", /Missing permissions/],
  ["missing-perms", /Missing perms/],
  ["object-missing", /cannot be loaded due to missing permissions/],
  ["field-unknown", /is not valid for fields param/],
  ["summary-field", /Tried accessing nonexisting summary field \(conversions\)/],
  [
    "not-in-report",
    /in fields param because it wasn’t there while creating the report run\. All available values are:/,
  ],
  ["window-unknown", /action_attribution_windows\[0\] must be one of/],
  ["proof-missing", /appsecret_proof/],
  ["proof-wrong", /appsecret_proof/],
  ["signature", /Incorrect signature/],
  ["report-quota", /exceeded the rate limit of 5 calls per 6 hours for this ad account/],
  ["version-too-old-for-app", /please use this version or newer/],
  ["not-owner", /owner or developer of the app/],
  ["batch-too-large", /Too many requests in batch message\. Maximum batch size is 50/],
] as const)("%s says what it is known by", (name, fragment) => {
  expect(bodyOf(name, "en").message).toMatch(fragment);
});

describe("F36 in Polish", () => {
  it.each(errorNames)("%s has another text and the same code", (name) => {
    const [english, polish] = [bodyOf(name, "en"), bodyOf(name, "pl")];
    const codes = ({ code, error_subcode, type, is_transient }: Record<string, unknown>) => [
      code,
      error_subcode,
      type,
      is_transient,
    ];
    expect(codes(polish)).toEqual(codes(english));
    expect(polish.message).not.toBe(english.message);
    // No English is left to lean on, but for names of parameters, permissions and fields.
    expect(polish.message).not.toMatch(
      /\b(please|too many|the|missing|invalid|request|report|permission)\b/i,
    );
    expect("error_user_msg" in polish).toBe("error_user_msg" in english);
    if ("error_user_msg" in polish) expect(polish.error_user_msg).not.toBe(english.error_user_msg);
  });

  it("every refusal to a token whose owner's Facebook is in Polish is Polish, unless the script says otherwise", async () => {
    simulator = await startJantar([campaignDay(0)], { token: { locale: "pl" } });
    const messageOf = async () => (await askInsights(simulator as Simulator)).body.error?.message;
    simulator.faults.add({ when: { nth: 1 }, does: { kind: "refusal", error: "too-many-rows" } });
    simulator.faults.add({
      when: { nth: 2 },
      does: { kind: "refusal", error: "hour-insights", locale: "en" },
    });
    simulator.faults.add({ when: { nth: 3 }, does: { kind: "error", code: 2 } });
    expect(await messageOf()).toBe("Nieprawidłowy parametr");
    expect(await messageOf()).toMatch(/There have been too many calls/);
    expect(await messageOf()).toBe("Usługa jest chwilowo niedostępna");
  });
});

it("a named refusal comes with its usual status and what else it carries; an unknown code with the unknown text", async () => {
  simulator = await startJantar([campaignDay(0)]);
  const once = async (does: Deviation) => {
    simulator?.faults.clear();
    simulator?.faults.add({ when: {}, does });
    return askInsights(simulator as Simulator);
  };
  expect(await once({ kind: "refusal", error: "too-many-rows" })).toMatchObject({
    status: 400,
    body: {
      error: {
        code: 100,
        error_subcode: 1487534,
        error_user_title: "There is too much data for this call",
        is_transient: false,
      },
    },
  });
  expect((await once({ kind: "refusal", error: "delegate-page" })).status).toBe(400);
  expect((await once({ kind: "refusal", error: "tier-too-low" })).status).toBe(403);
  expect((await once({ kind: "refusal", error: "expired", status: 401 })).status).toBe(401);
  const errorData = '{"blame_field_specs":[["time_range"]]}';
  expect((await once({ kind: "error", code: 987, errorData })).body.error).toMatchObject({
    code: 987,
    message: "An unknown error occurred",
    error_data: errorData,
  });
});

it("the control API knows the names and refuses others", async () => {
  simulator = await startJantar([campaignDay(0)]);
  const post = async (error: string) => {
    const body = JSON.stringify([{ when: {}, does: { kind: "refusal", error } }]);
    return (await fetch(`${simulator?.controlUrl}/faults`, { method: "POST", body })).status;
  };
  expect(await post("app-overload")).toBe(200);
  expect((await askInsights(simulator)).body.error).toMatchObject({ code: 4, error_subcode: 1504022 });
  expect(await post("app-overlord")).toBe(400);
});
