/** One rule of the collector broken on purpose, and the tests that are there to notice. */
export interface Mutation {
  readonly name: string;
  /** Each text stands exactly once in its file. */
  readonly patches: readonly { readonly file: string; readonly from: string; readonly to: string }[];
  readonly tests: readonly string[];
}

const collect = "lib/collect";
const tests = "tests/integration/collect";

/** The rules of issue 3 whose loss has to be noticed. */
export const mutations: readonly Mutation[] = [
  {
    name: "drop the attempt check",
    patches: [
      {
        file: `${collect}/store/stored-window.ts`,
        from: `where id = \${attemptId} and state = 'running' for update`,
        to: `where id = \${attemptId} for update`,
      },
      {
        file: `${collect}/window/close-attempt.ts`,
        from: `pages = \${cost.pages}, calls = \${cost.calls}, rows = \${cost.rows}\n      where id = \${attemptId} and state = 'running' returning 1`,
        to: `pages = \${cost.pages}, calls = \${cost.calls}, rows = \${cost.rows}\n      where id = \${attemptId} returning 1`,
      },
    ],
    tests: [`${tests}/concurrency.test.ts`],
  },
  {
    name: "write page by page",
    patches: [
      {
        file: `${collect}/window/collect-window.ts`,
        from: "    const replaced = await db.asCollectorBulk(async (tx) => {",
        to: `    await db.asCollectorBulk(async (tx) => {
      const page = rows.campaignDays.slice(0, 20).map((row) => ({ grain: "campaign" as const, row, changes: null }));
      if (page.length === 0) return;
      await stageRows(tx, claim.attemptId, page);
      const { attemptId, account } = claim;
      await mergeStaged(tx, { attemptId, account, mappingVersion: rows.mappingVersion, basis: "account", days: "both" }, [], now);
    });
    const replaced = await db.asCollectorBulk(async (tx) => {`,
      },
      {
        file: `${collect}/window/collect-window.ts`,
        from: "import { type Replaced, replaceWindow",
        to: 'import { mergeStaged } from "@/lib/collect/store/merge-staged";\nimport { stageRows } from "@/lib/collect/store/stage-rows";\nimport { type Replaced, replaceWindow',
      },
    ],
    tests: [`${tests}/kill.test.ts`, `${tests}/window.test.ts`],
  },
  {
    name: "treat an error as empty",
    patches: [
      {
        file: `${collect}/window/fetch-window.ts`,
        from: `    if (failed.error.class !== "CLAMP" || clamps >= mostClamps || isLastDay) {
      return { kind: "error", error: failed.error, cost: costs.cost };`,
        to: `    if (failed.error.class !== "CLAMP" || clamps >= mostClamps || isLastDay) {
      const value = { window, campaignRows: [], accountRows: [] };
      return { kind: "ok", value, cost: costs.cost };`,
      },
    ],
    tests: [`${tests}/failure.test.ts`],
  },
  {
    name: "sum reach",
    patches: [
      {
        file: "lib/graph/read/period-query.ts",
        from: `    time_increment: "all_days",`,
        to: `    time_increment: of === "reach" ? "1" : "all_days",`,
      },
      {
        file: `${collect}/period/derive-reach.ts`,
        from: `  if (another) throw new RefusedWindow(\`Malformed: \${rows.length} rows for the reach of one period.\`);\n  if (row) checkPeriodRow(row, rules, "reach");\n`,
        to: "",
      },
      {
        file: `${collect}/period/derive-reach.ts`,
        from: "row?.reach === undefined ? null : new Decimal(row.reach);",
        to: "row === undefined ? null : Decimal.sum(another?.reach ?? 0, ...rows.map((one) => one.reach ?? 0));",
      },
    ],
    tests: [
      `${collect}/period/derive-reach.test.ts`,
      `lib/graph/read/read-period.test.ts`,
      `${tests}/period`,
    ],
  },
  {
    name: "skip the control total",
    patches: [
      {
        file: `${collect}/rows/reconcile-day.ts`,
        from: "    if (difference.abs().lte(roundedMetrics.has(metric) ? tolerance : zero)) continue;\n",
        to: "    if (difference.abs().lte(roundedMetrics.has(metric) ? tolerance : zero) || true) continue;\n",
      },
    ],
    tests: [`${collect}/rows/reconcile-day.test.ts`, `${tests}/window.test.ts`],
  },
  {
    name: "forget blocked_until",
    patches: [
      {
        file: `${collect}/gate/call-gate.ts`,
        from: "  const blocked = latest([row.account_blocked, row.app_blocked], now);",
        to: "  const blocked = latest([], now);",
      },
    ],
    tests: [`${tests}/limits.test.ts`],
  },
  {
    name: "take the edge of Meta's memory for gone",
    patches: [
      {
        file: `${collect}/plan/pending-windows.ts`,
        from: "  const ownDays = own ? unreadDays(own, reads) : [];\n",
        to: `  const isTakenForGone = (day: CalendarDay) =>
    day < addDays(oldest, 7) && reads.some(({ since }) => day < since && since <= addDays(day, 7));
  const ownDays = own ? unreadDays(own, reads).filter((day) => !isTakenForGone(day)) : [];\n`,
      },
      {
        file: `${collect}/plan/pending-windows.ts`,
        from: "  const unread = new Set(unreadDays(older, reads));\n",
        to: "  const unread = new Set(unreadDays(older, reads).filter((day) => !isTakenForGone(day)));\n",
      },
    ],
    tests: [`${tests}/edge-of-memory.test.ts`],
  },
];
