import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { CollectAccount } from "@/lib/collect/account";
import { decideDue as decide, type LatestPlace } from "@/lib/collect/plan/decide-due";
import { passAt } from "@/lib/collect/plan/passes";
import { retriedClasses } from "@/lib/facts/retried-classes";
import { parseCalendarDay } from "@/lib/values/calendar-day";

const account = {
  timeZone: "Europe/Warsaw",
  collectFrom: parseCalendarDay("2026-01-01"),
  connectionId: null,
  connectionState: "ok",
  stoppedReason: null,
  access: "ok",
} as CollectAccount;
const now = Temporal.Instant.from("2026-11-09T06:00:00Z");
const place = (of: Partial<LatestPlace>): LatestPlace => ({
  state: "done",
  reason: null,
  errorClass: null,
  plannedAt: now.subtract({ hours: 1 }),
  finishedAt: now.subtract({ hours: 1 }),
  ...of,
});
const decideDue = (of: CollectAccount, latest: LatestPlace | null, at: Temporal.Instant, isRefused = false) =>
  decide(of, latest, at, isRefused);
const failed = (errorClass: string) => place({ state: "failed", errorClass });

test.each(["RETRY", "WAIT_ACCOUNT", "WAIT_APP", "RESTART_PAGING"])(
  "incident 3, incident 48: after %s an account is planned again an hour later, however often it failed before",
  (errorClass) => {
    expect(decideDue(account, failed(errorClass), now)).toMatchObject({ kind: "collect" });
    expect(decideDue(account, { ...failed(errorClass), finishedAt: now }, now)).toBeNull();
  },
);

test.each([
  ["FIX_CREDENTIALS", "broken"],
  ["FIX_PERMISSION", "ok"],
  ["PERMANENT", "ok"],
] as const)("after %s an account is not asked again before its next pass", (errorClass, connectionState) =>
  expect(decideDue({ ...account, connectionState }, failed(errorClass), now)).toBeNull(),
);

test("what a person must mend is probed at 04:00 and named at noon", () => {
  for (const [reason, fault] of [
    ["no_access", { access: "no_access" }],
    ["connection_broken", { connectionState: "broken" }],
    ["account_changed", { stoppedReason: "account_changed" }],
  ] as const) {
    const broken = { ...account, ...fault } as CollectAccount;
    const at = (text: string) => decideDue(broken, null, Temporal.Instant.from(text));
    expect(at("2026-11-09T03:00:00Z")).toMatchObject({ kind: "collect" });
    expect(at("2026-11-09T11:00:00Z")).toMatchObject({ kind: "skip", reason });
  }
});

test("what was kept back is planned within the hour when it has been mended, and not before", () => {
  for (const [reason, fault] of [
    ["no_access", { access: "no_access" }],
    ["connection_broken", { connectionState: "broken" }],
    ["account_changed", { stoppedReason: "account_changed" }],
  ] as const) {
    const skipped = place({ state: "skipped", reason });
    expect(decideDue({ ...account, ...fault } as CollectAccount, skipped, now)).toBeNull();
    expect(decideDue(account, skipped, now)).toMatchObject({ kind: "collect" });
    expect(decideDue(account, { ...skipped, finishedAt: now }, now)).toBeNull();
  }
  expect(decideDue(account, place({ state: "skipped", reason: "begins_later" }), now)).toBeNull();
});

test("a replaced token reads the account that found the old one dead, the environment's too; a dead one is not tried by the hour", () => {
  const own = { ...account, connectionId: "c1" } as unknown as CollectAccount;
  for (const one of [own, account]) {
    expect(decideDue(one, failed("FIX_CREDENTIALS"), now)).toMatchObject({ kind: "collect" });
    expect(decideDue({ ...one, connectionState: "broken" }, failed("FIX_CREDENTIALS"), now)).toBeNull();
  }
});

test("a version that was refused is not tried by the hour; another one is, by whom it failed and by whom it was kept back", () => {
  for (const latest of [failed("VERSION"), place({ state: "skipped", reason: "version_refused" })]) {
    expect(decideDue(account, latest, now, true)).toBeNull();
    expect(decideDue(account, latest, now)).toMatchObject({ kind: "collect" });
    expect(decideDue(account, { ...latest, finishedAt: now }, now)).toBeNull();
  }
});

test("what the portal was not set up for is tried by the hour", () => {
  const latest = { ...failed("PERMANENT"), reason: "not_configured" };
  expect(decideDue(account, latest, now)).toMatchObject({ kind: "collect" });
  expect(decideDue(account, { ...latest, finishedAt: now }, now)).toBeNull();
});

test("a pass that left older days because the budgets were used goes on within hours; one that is through does not", () => {
  expect(decideDue(account, place({ reason: "backfill_usage" }), now)).toMatchObject({ kind: "collect" });
  expect(decideDue(account, place({ reason: "backfill_gate" }), now)).toBeNull();
  expect(decideDue(account, place({}), now)).toBeNull();
});

test("at any moment, in any zone, whatever became of the last try: never twice while open or good, always again by the next pass", () => {
  const zones = [
    "Europe/Warsaw",
    "America/Los_Angeles",
    "Pacific/Auckland",
    "America/St_Johns",
    "Asia/Kolkata",
  ];
  const states = ["queued", "running", "waiting", "done", "failed", "skipped"] as const;
  const anything = fc.record({
    zone: fc.constantFrom(...zones),
    hours: fc.integer({ min: 0, max: 24 * 365 * 2 }),
    state: fc.constantFrom(...states),
    errorClass: fc.constantFrom(null, "FIX_CREDENTIALS", "PERMANENT", ...retriedClasses),
    agoMinutes: fc.integer({ min: 0, max: 60 * 40 }),
  });
  fc.assert(
    fc.property(anything, ({ zone, hours, state, errorClass, agoMinutes }) => {
      // The refusal itself marks its token.
      const connectionState: CollectAccount["connectionState"] =
        errorClass === "FIX_CREDENTIALS" ? "broken" : "ok";
      const one = {
        ...account,
        timeZone: zone,
        collectFrom: parseCalendarDay("2025-01-01"),
        connectionState,
      };
      const at = Temporal.Instant.from("2026-01-01T00:00:00Z").add({ hours });
      const then = at.subtract({ minutes: agoMinutes });
      const latest = place({ state, errorClass, plannedAt: then, finishedAt: then });
      const due = decideDue(one, latest, at);
      const pass = passAt(zone, at);
      const isOfThisPass = Temporal.Instant.compare(then, pass.startedAt) >= 0;
      if (!isOfThisPass) expect(due).not.toBeNull();
      else if (state !== "failed") expect(due).toBeNull();
      else expect(due !== null).toBe(retriedClasses.includes(errorClass ?? "") && agoMinutes >= 30);
      if (due)
        expect(due.window.until < pass.startedAt.toZonedDateTimeISO(zone).toPlainDate().toString()).toBe(
          true,
        );
    }),
  );
});
