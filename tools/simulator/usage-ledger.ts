import type { Temporal } from "temporal-polyfill";
import { type Budgets, budgetsOf, callsPerHour, scoreOf, type UseCase } from "@/tools/simulator/budgets";
import { Refusal } from "@/tools/simulator/meta-error";
import { Rolling } from "@/tools/simulator/rolling";
import type { AccountUsage, Usage } from "@/tools/simulator/usage-headers";
import type { Account, World } from "@/tools/simulator/world";

const minute = 60_000;
const hour = 60 * minute;

interface Counted {
  readonly calls: Rolling;
  readonly errors: Rolling;
  readonly cpu: Rolling;
}

/** One call as it is charged. */
export interface Charge {
  /** How far the budgets are used, with this call in them; null where the world has no budgets. */
  readonly usage: Usage | null;
  /** The refusal of a call that came when a budget was used up. */
  readonly refusal: Refusal | null;
  /** Told what became of the call. */
  settle(status: number, rows: number): void;
}

/**
 * Meta's account books on the simulator's clock: per app, account and use case a rolling hour, per app and account the older score, per app
 * the load of insights. Calls that are refused for it count too, so that whoever goes on asking waits longer (graph-api.md §6.1, §6.2).
 */
export class UsageLedger {
  readonly #hours = new Map<string, Counted>();
  readonly #scores = new Map<string, { readonly points: Rolling; blockedUntil: number }>();
  readonly #loads = new Map<string, { readonly calls: Rolling; blockedUntil: number }>();

  charge(world: World, app: string, account: Account | null, useCase: UseCase, at: Temporal.Instant): Charge {
    const budgets = budgetsOf(world.budgets, account);
    const idle = { usage: null, refusal: null, settle: () => undefined };
    if (!budgets) return idle;
    const now = at.epochMilliseconds;
    const load = useCase === "ads_insights" ? this.#chargeApp(app, budgets, now) : null;
    const byHour =
      account && budgets.model !== "score" ? this.#chargeHour(app, account, useCase, budgets, now) : null;
    const byScore =
      account && (budgets.model ?? "hour") !== "hour" ? this.#chargeScore(app, account, budgets, now) : null;
    const isFull = budgets.tier !== "limited";
    return {
      usage: {
        isFull,
        appPercent: load?.percent ?? 0,
        account: byHour?.usage ?? null,
        score: byScore && { percent: byScore.percent, resetSeconds: byScore.resetSeconds },
      },
      refusal: load?.refusal ?? byScore?.refusal ?? byHour?.refusal ?? null,
      settle: (status, rows) => byHour?.settle(status, rows),
    };
  }

  #chargeHour(app: string, account: Account, useCase: UseCase, budgets: Budgets, now: number) {
    const books = entryOf(this.#hours, `${app}/${account.id}/${useCase}`, () => ({
      calls: new Rolling(hour),
      errors: new Rolling(hour),
      cpu: new Rolling(hour),
    }));
    const limit = callsPerHour(budgets, useCase, account, books.errors.sum(now));
    const cpuLimit = (budgets.cpuSeconds ?? Number.POSITIVE_INFINITY) * 1000;
    const isOver = books.calls.sum(now) + 1 > limit || books.cpu.sum(now) >= cpuLimit;
    books.calls.add(now);
    // The hour must have room for one call more.
    const wait = isOver
      ? Math.max(books.calls.untilBelow(Math.floor(limit), now), books.cpu.untilBelow(cpuLimit, now))
      : 0;
    const usage: AccountUsage = {
      accountId: account.id,
      useCase,
      callPercent: Math.floor((books.calls.sum(now) / limit) * 100),
      cpuPercent: Math.floor((books.cpu.sum(now) / cpuLimit) * 100),
      minutesToWait: Math.ceil(wait / minute),
    };
    return {
      usage,
      refusal: isOver ? tooManyCalls(useCase === "ads_insights" ? 80000 : 80004) : null,
      settle(status: number, rows: number) {
        if (isOver) return;
        books.cpu.add(now, 20 + rows * 0.2);
        if (status >= 400 && status < 500) books.errors.add(now);
      },
    };
  }

  #chargeScore(app: string, account: Account, budgets: Budgets, now: number) {
    const { ceiling, blockSeconds } = scoreOf(budgets);
    const books = entryOf(this.#scores, `${app}/${account.id}`, () => ({
      points: new Rolling(300_000),
      blockedUntil: 0,
    }));
    const isOver = now < books.blockedUntil || books.points.sum(now) + 1 > ceiling;
    if (isOver) books.blockedUntil = now + blockSeconds * 1000;
    else books.points.add(now);
    return {
      percent: isOver ? 100 : Math.round((books.points.sum(now) / ceiling) * 10_000) / 100,
      resetSeconds: isOver ? blockSeconds : 0,
      refusal: isOver ? tooManyCalls(17) : null,
    };
  }

  #chargeApp(app: string, { appCalls }: Budgets, now: number) {
    if (appCalls === undefined) return null;
    const books = entryOf(this.#loads, app, () => ({ calls: new Rolling(5 * minute), blockedUntil: 0 }));
    const isOver = now < books.blockedUntil || books.calls.sum(now) + 1 > appCalls;
    if (isOver) books.blockedUntil = Math.max(books.blockedUntil, now + minute);
    else books.calls.add(now);
    return {
      percent: isOver ? 100 : Math.floor((books.calls.sum(now) / appCalls) * 100),
      refusal: isOver ? Refusal.of(4, 1504022) : null,
    };
  }
}

const tooManyCalls = (code: number): Refusal => Refusal.of(code, 2446079);

function entryOf<T>(entries: Map<string, T>, key: string, make: () => T): T {
  const found = entries.get(key) ?? make();
  entries.set(key, found);
  return found;
}
