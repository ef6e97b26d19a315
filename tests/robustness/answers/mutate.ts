import { mutateRow, type Row } from "@/tests/robustness/answers/mutate-row";
import type { Spoken } from "@/tests/robustness/answers/spoken";
import { pick, within } from "@/tests/robustness/support/chance";

interface Body {
  data: Row[];
  paging?: Record<string, unknown>;
}

type Mutation = (answer: Spoken, random: () => number) => Spoken;

const onBody =
  (change: (body: Body, random: () => number) => unknown): Mutation =>
  (answer, random) => {
    const body = JSON.parse(answer.body) as Body;
    return { ...answer, body: JSON.stringify(change(body, random) ?? body) ?? "" };
  };

/** Codes that Meta is known to use, and some that nobody knows. */
const codes = [
  -3, -2, 0, 1, 2, 3, 4, 10, 17, 32, 33, 100, 102, 104, 190, 200, 270, 299, 341, 368, 506, 613, 803, 960,
  1150, 2500, 2601, 2635, 2641, 2642, 3018, 80000, 80004, 80014, 99999, 1e21,
];
const subcodes = [
  undefined,
  undefined,
  33,
  99,
  459,
  463,
  464,
  490,
  1996,
  1487534,
  1487742,
  1504018,
  1504022,
  1504038,
  1504044,
  1885172,
  2446079,
  2490547,
  2853001,
  3191001,
  "459",
  null,
];
const nonsense = [
  "",
  " ",
  "null",
  "true",
  "0",
  '""',
  "[]",
  "{}",
  '{"data":null}',
  '{"data":{}}',
  '{"data":"x"}',
  '{"data":[null]}',
  '{"data":[[]]}',
  '{"data":["x"]}',
  '{"data":[{}]}',
  '{"error":null}',
  '{"error":{}}',
  '{"error":[]}',
  '{"error":"x"}',
  "<html></html>",
  "for (;;);{}",
  "\ufeff{}",
  '{"data":[],"data":[]}',
  '{"__proto__":{"data":[]}}',
  '{"data":[{"__proto__":{"spend":"1"}}]}',
];

const mutations: readonly Mutation[] = [
  // One row, three times as often as anything else.
  ...Array.from({ length: 6 }, () =>
    onBody((body, random) => {
      if (body.data.length > 0) mutateRow(body.data, random);
    }),
  ),
  onBody((body, random) => {
    body.data.splice(within(random, body.data.length), 1);
  }),
  onBody((body, random) => {
    body.data.push(...body.data.slice(within(random, body.data.length)));
  }),
  onBody((body) => {
    body.data.reverse();
  }),
  onBody((body, random) => {
    body.data.splice(
      within(random, body.data.length),
      0,
      pick(random, [null, "x", 7, [], {}]) as unknown as Row,
    );
  }),
  onBody((body, random) => {
    const next = body.paging?.next;
    if (typeof next !== "string" || random() < 0.3) {
      body.paging = pick(random, [
        null,
        [],
        "x",
        {},
        { next: 5 },
        { next: "" },
        { next: "no address" },
        { cursors: 3 },
      ]) as Record<string, unknown>;
      return;
    }
    const changed = new URL(next);
    pick(random, [
      () => changed.searchParams.set("after", pick(random, ["0", "5", "-1", "x", "999"])),
      () => changed.searchParams.delete("after"),
      () => changed.searchParams.set("level", "ad"),
      () => changed.searchParams.set("access_token", "EAAsomebodyElse"),
      () => changed.searchParams.set("limit", pick(random, ["1", "0", "-5", "x"])),
      () => {
        changed.hostname = "evil.example.org";
      },
      () => {
        changed.pathname = "/v26.0/act_999/insights";
      },
      () => {
        changed.protocol = "ftp:";
      },
    ])();
    body.paging = { ...body.paging, next: changed.href };
  }),
  onBody((body) => {
    delete body.paging;
  }),
  onBody((body, random) => ({ ...pick(random, [body, {}, { data: [] }]), error: errorOf(random) })),
  (answer, random) => ({
    ...answer,
    status: pick(random, [400, 401, 403, 404, 500]),
    body: JSON.stringify({ error: errorOf(random) }),
  }),
  (answer, random) => ({ ...answer, body: pick(random, nonsense) }),
  (answer, random) => ({ ...answer, status: within(random, 600) }),
  (answer, random) => ({
    ...answer,
    status: pick(random, [204, 301, 302, 307, 413, 429, 502, 503, 504]),
    body: pick(random, ["", "<html>", answer.body]),
  }),
  (answer, random) => ({
    status: 0,
    headers: {},
    body: answer.body,
    broken: pick(random, ["ECONNRESET", "EPIPE", "ENOTFOUND", "", "UND_ERR_SOCKET"]),
  }),
  // The text itself.
  (answer, random) => ({ ...answer, body: answer.body.slice(0, within(random, answer.body.length)) }),
  (answer, random) => ({
    ...answer,
    body: answer.body + pick(random, ["}", "]", "\u0000", answer.body, "x"]),
  }),
  ...Array.from(
    { length: 3 },
    (): Mutation => (answer, random) => {
      const at = within(random, answer.body.length);
      const other = String.fromCharCode(32 + within(random, 95));
      const length = pick(random, [0, 1, 1, 1, 2, 9]);
      return {
        ...answer,
        body: answer.body.slice(0, at) + pick(random, [other, other, ""]) + answer.body.slice(at + length),
      };
    },
  ),
  // Headers that say nonsense beside a good answer.
  (answer, random) => ({
    ...answer,
    headers: {
      ...answer.headers,
      [pick(random, [
        "x-business-use-case-usage",
        "x-ad-account-usage",
        "x-fb-ads-insights-throttle",
        "x-app-usage",
        "retry-after",
        "facebook-api-version",
      ])]: pick(random, [
        "",
        "{",
        "null",
        "[]",
        '{"call_count":"x"}',
        '{"1":[{"type":"ads_insights","call_count":1e999}]}',
        '{"acc_id_util_pct":-5}',
        "9".repeat(400),
        '{"1":null}',
        '{"1":[null]}',
      ]),
    },
  }),
];

function errorOf(random: () => number): Record<string, unknown> {
  const code = pick<unknown>(random, [
    ...codes,
    String(pick(random, codes)),
    null,
    undefined,
    {},
    within(random, 100_000),
  ]);
  return {
    code,
    error_subcode: pick(random, subcodes),
    message: pick<unknown>(random, [
      "x",
      "",
      null,
      5,
      "Please reduce the amount of data you're asking for",
      "(#100) spend is not valid for fields param",
      { a: 1 },
    ]),
    type: pick<unknown>(random, ["OAuthException", null, 3]),
    fbtrace_id: pick<unknown>(random, ["Abc", null, 3, []]),
    error_data: pick<unknown>(random, [undefined, "{", { blame_field_specs: [["x"]] }]),
    is_transient: pick<unknown>(random, [undefined, true, "no"]),
  };
}

/**
 * One answer, changed as a bad day of Meta's, of a proxy's or of a cable's would change it. Only what nobody could doubt is left out: a
 * campaign that is called by another good id, and figures moved between campaigns of one day, are answers of another truth.
 */
export function mutate(answer: Spoken, random: () => number, knownIds: ReadonlySet<string>): Spoken {
  for (;;) {
    const changed = pick(random, mutations)(answer, random);
    if (!hasUnknownId(changed.body, knownIds)) return changed;
  }
}

function hasUnknownId(text: string, known: ReadonlySet<string>): boolean {
  try {
    const { data } = JSON.parse(text) as Body;
    return data.some(({ campaign_id: id }) => typeof id === "string" && id !== "" && !known.has(id));
  } catch {
    return false;
  }
}
