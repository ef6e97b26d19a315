import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { errorNames } from "@/tools/simulator/error-texts";

const instant = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue({ code: "custom", message: "must be a moment such as 2026-11-06T07:00:00Z" });
    return z.NEVER;
  }
});
/** The same, kept as text. */
const moment = z.string().refine((text) => instant.safeParse(text).success, "must be a moment");
const pattern = z.string().refine((text) => {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}, "must be a regular expression");
const count = z.int().min(1);
const ms = z.number().min(0).max(600_000);
const headers = z.record(z.string(), z.string());

const deviation = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("error"),
    code: z.int(),
    subcode: z.int().optional(),
    message: z.string().optional(),
    userTitle: z.string().optional(),
    userMessage: z.string().optional(),
    status: z.int().min(200).max(599).optional(),
    headers: headers.optional(),
    locale: z.enum(["en", "pl"]).optional(),
    errorData: z.union([z.looseObject({}), z.string()]).optional(),
  }),
  z.strictObject({
    kind: z.literal("refusal"),
    error: z.enum(errorNames),
    status: z.int().min(200).max(599).optional(),
    headers: headers.optional(),
    locale: z.enum(["en", "pl"]).optional(),
  }),
  z.strictObject({
    kind: z.literal("redirect"),
    to: z.string().min(1),
    status: z.union([z.literal(301), z.literal(302), z.literal(307), z.literal(308)]).optional(),
  }),
  z.strictObject({ kind: z.literal("content-type"), type: z.string().min(1) }),
  z.strictObject({ kind: z.literal("lost-answer"), ms }),
  z.strictObject({
    kind: z.literal("http"),
    status: z.int().min(200).max(599),
    body: z.string(),
    contentType: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("truncate") }),
  z.strictObject({ kind: z.literal("reset") }),
  z.strictObject({ kind: z.literal("hang"), ms }),
  z.strictObject({ kind: z.literal("latency"), ms }),
  z.strictObject({ kind: z.literal("slow-body"), ms }),
  z.strictObject({ kind: z.literal("duplicate-rows") }),
  z.strictObject({ kind: z.literal("shuffle-rows") }),
  z.strictObject({ kind: z.literal("extra-rows"), rows: z.array(z.looseObject({})) }),
  z.strictObject({
    kind: z.literal("patch-rows"),
    fields: z.record(z.string(), z.unknown()),
    row: z.int().min(0).optional(),
  }),
  z.strictObject({ kind: z.literal("shift-rows"), by: z.int() }),
  z.strictObject({ kind: z.literal("headers"), headers }),
  z.strictObject({ kind: z.literal("foreign-next"), host: z.string().min(1) }),
  z.strictObject({ kind: z.literal("repeat-cursor") }),
  z.strictObject({ kind: z.literal("empty-last-page") }),
]);

const rows = z.array(z.looseObject({ date_start: z.string(), date_stop: z.string() }));

/** The bodies of the control API. What they do not know is refused: a fault that never fires would make a test green for nothing. */
export const controlShapes = {
  clock: z.strictObject({ now: instant.nullable() }),
  faults: z.array(
    z.strictObject({
      name: z.string().optional(),
      when: z.strictObject({
        method: z.enum(["GET", "POST"]).optional(),
        path: pattern.optional(),
        account: z.string().optional(),
        token: z.string().optional(),
        level: z.string().optional(),
        params: z.record(z.string(), pattern).optional(),
        daysAbove: count.optional(),
        limitAbove: count.optional(),
        page: count.optional(),
        from: moment.optional(),
        until: moment.optional(),
        nth: count.optional(),
        times: count.optional(),
        probability: z.number().min(0).max(1).optional(),
      }),
      does: deviation,
    }),
  ),
  budgets: z
    .strictObject({
      tier: z.enum(["limited", "full"]).optional(),
      model: z.enum(["hour", "score", "both"]).optional(),
      adsInsights: count.optional(),
      adsManagement: count.optional(),
      cpuSeconds: z.number().positive().optional(),
      errorCost: z.number().min(0).optional(),
      appCalls: count.optional(),
    })
    .nullable(),
  token: z.strictObject({
    state: z.enum(["ok", "removed", "checkpointed", "password_changed", "expired", "logged_out"]).optional(),
    revokedAt: instant.nullable().optional(),
    accounts: z.array(z.string()).optional(),
    locale: z.enum(["en", "pl"]).optional(),
  }),
  rows: z.strictObject({
    rows,
    accountRows: rows.optional(),
    breakdownRows: rows.optional(),
    periodReach: z
      .array(
        z.strictObject({
          since: z.iso.date(),
          until: z.iso.date(),
          campaign_id: z.string().optional(),
          reach: z.string().nullable(),
        }),
      )
      .optional(),
  }),
  truth: z.object({ account: z.string(), since: z.iso.date(), until: z.iso.date() }),
};
