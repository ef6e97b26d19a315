import fc from "fast-check";
import { expect, it } from "vitest";
import { errorClasses } from "@/lib/graph/errors/graph-error";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { makeWindow } from "@/lib/values/window";
import { type ScriptedAnswer, scriptedHost, scriptedToken, scriptMeta } from "@/tests/support/scripted-meta";

const day = parseCalendarDay("2026-10-01");
const request = { accountId: "act_1", level: "campaign", window: makeWindow(day, day) } as const;
const known = new Set<string>(errorClasses);

const good = JSON.stringify({
  data: [{ account_id: "1", campaign_id: "2", spend: "1.5", actions: [{ action_type: "lead", value: "1" }] }],
  paging: {
    cursors: { after: "A" },
    next: `${scriptedHost}/v26.0/act_1/insights?access_token=${scriptedToken}&after=A`,
  },
});

/** A good answer with one stretch of it replaced, anything at all, or an error object with anything in it. */
const body = fc.oneof(
  fc
    .tuple(
      fc.nat(good.length),
      fc.nat(12),
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "null", "[", "}", '"', "1e999")),
    )
    .map(([at, length, instead]) => good.slice(0, at) + instead + good.slice(at + length)),
  fc.json(),
  fc.string({ unit: "binary" }),
  fc
    .record({
      code: fc.oneof(
        fc.integer(),
        fc.constantFrom(1, 2, 4, 17, 100, 190, 200, 613, 2642, 80000),
        fc.string(),
      ),
      error_subcode: fc.anything(),
      message: fc.oneof(fc.string(), fc.constant(`bad token ${scriptedToken}`)),
      type: fc.anything(),
    })
    .map((error) => JSON.stringify({ error })),
);
const headerText = fc.oneof(
  fc.json().filter((text) => /^[\x20-\x7e]*$/.test(text)),
  fc.constantFrom("", "{", "[]", '{"1":[{"call_count":1e999}]}'),
);
const answer: fc.Arbitrary<ScriptedAnswer> = fc.record({
  status: fc.constantFrom(200, 200, 200, 204, 302, 400, 401, 403, 404, 413, 429, 500, 502),
  text: body,
  headers: fc.record({
    "x-business-use-case-usage": headerText,
    "x-app-usage": headerText,
    "retry-after": headerText,
  }),
});

it("whatever Meta answers, a read ends in rows or in a class, with no token in it", async () => {
  const ends = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
      // The last answer repeats for as long as it is asked again.
      const script = [...answers, ...Array<ScriptedAnswer>(12).fill(answers.at(-1) ?? "hangs")];
      const { client, notes } = scriptMeta(script, { pageCap: 3 });
      const read = await client.readInsights(request);
      if (read.kind === "error") {
        expect(known).toContain(read.error.class);
        expect(Number.isFinite(read.error.retryAfterMs ?? 0)).toBe(true);
      } else {
        expect(read.value.every((row) => typeof row === "object" && row !== null)).toBe(true);
      }
      expect(JSON.stringify([read, notes])).not.toContain(scriptedToken);
      ends.add(read.kind === "ok" ? "ok" : read.error.class);
    }),
    // A fixed seed: that every kind of end is met is part of the test, and chance must not decide it.
    { numRuns: 1_500, seed: 20_261_125 },
  );
  for (const end of ["ok", "RETRY", "PERMANENT", "FIX_CREDENTIALS", "WAIT_ACCOUNT"])
    expect(ends).toContain(end);
});
