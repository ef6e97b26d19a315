import type { SimulatedCast } from "@/tests/simulation/cast";
import type { Fate } from "@/tests/simulation/stage";
import type { Deviation, Fault } from "@/tools/simulator/faults";
import { randomOf, seedOf } from "@/tools/simulator/random";
import type { TokenState } from "@/tools/simulator/world";

/** A call of the scheduler, planning and working or working only, or of a person. */
export interface ScheduledCall {
  /** Milliseconds after the night began. */
  readonly afterMs: number;
  readonly job: "collect" | "drain" | "hand";
  /** By hand: whom, and days back from yesterday. */
  readonly wanted?: { readonly slug: string; readonly since: number; readonly until: number };
  readonly fates: ReadonlyMap<number, Fate>;
}

/** What goes wrong in one night, drawn from the seed. */
export interface NightPlan {
  /** Nothing goes wrong, and all that a person can mend has been mended. */
  readonly isClean: boolean;
  readonly faults: readonly Fault[];
  readonly tokens: ReadonlyMap<string, TokenState>;
  readonly calls: readonly ScheduledCall[];
  /** Of a call to Meta, there and back. */
  readonly slowestMs: number;
  /** Share of calls that never come back. */
  readonly hangs: number;
  readonly says: readonly string[];
}

const minute = 60_000;
const hour = 60 * minute;

/** The night's weather, faults, deaths and calls. */
export function planNight(seed: number, night: number, cast: SimulatedCast): NightPlan {
  const random = randomOf(seedOf("night", seed, night));
  const chance = (share: number) => random() < share;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const isClean = night % 4 === 3;
  const says: string[] = [];
  const faults: Fault[] = [];
  const tokens = new Map<string, TokenState>(cast.tokens.map(({ id }) => [id, "ok"]));
  if (!isClean) {
    for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1) {
      const fault = drawFault(random, cast);
      faults.push(fault);
      says.push(`${fault.name}`);
    }
    for (const { id } of cast.tokens) {
      if (!chance(0.08)) continue;
      const state = pick(["expired", "password_changed", "logged_out", "removed"] as const);
      tokens.set(id, state);
      says.push(`token ${id} ${state}`);
    }
  }
  const calls: ScheduledCall[] = [];
  const missesUntil = !isClean && chance(0.25) ? Math.floor(random() * 20) : 0;
  if (missesUntil > 0) says.push(`no calls until ${missesUntil}:00`);
  const add = (job: ScheduledCall["job"], afterMs: number) => {
    if (afterMs < missesUntil * hour) return;
    if (!isClean && chance(0.08)) return void says.push(`missed ${job} at ${clock(afterMs)}`);
    const late = !isClean && chance(0.1) ? random() * 25 * minute : random() * 20_000;
    const doubles = isClean || !chance(0.1) ? 1 : 2;
    for (let nth = 0; nth < doubles; nth += 1) {
      const fates = isClean ? new Map<number, Fate>() : drawFates(random);
      calls.push({ job, afterMs: afterMs + late + nth * random() * 400, fates });
      for (const [step, fate] of fates) says.push(`${job} at ${clock(afterMs)} ${fate.kind} at step ${step}`);
    }
  };
  for (let nth = 0; nth < 24; nth += 1) {
    add("collect", nth * hour + 7 * minute);
    if (nth % 3 === 0) add("drain", nth * hour + 35 * minute);
  }
  for (let count = isClean ? 0 : Math.floor(random() * 5); count > 0; count -= 1) {
    const until = 1 + Math.floor(random() * 20);
    const wanted = { slug: pick(cast.clients).slug, since: until + Math.floor(random() * 40), until };
    calls.push({ job: "hand", afterMs: random() * 24 * hour, wanted, fates: drawFates(random) });
    says.push(`${wanted.slug} collected by hand`);
  }
  return {
    isClean,
    faults,
    tokens,
    calls: calls.sort((a, b) => a.afterMs - b.afterMs),
    slowestMs: !isClean && chance(0.3) ? 40_000 : 900,
    hangs: !isClean && chance(0.3) ? 0.01 : 0,
    says,
  };
}

function drawFates(random: () => number): Map<number, Fate> {
  const fates = new Map<number, Fate>();
  const step = () => 1 + Math.floor(random() ** 2 * 120);
  const drawn = random();
  if (drawn < 0.12) {
    const when = (["before", "within", "after"] as const)[Math.floor(random() * 3)] ?? "before";
    fates.set(step(), { kind: "killed", when });
  } else if (drawn < 0.22) {
    fates.set(step(), { kind: "stalled", forMs: Math.floor(random() ** 2 * 180 * minute) });
  } else if (drawn < 0.27) {
    fates.set(step(), { kind: "disconnected", when: random() < 0.5 ? "before" : "after" });
  }
  return fates;
}

function drawFault(random: () => number, cast: SimulatedCast): Fault {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const account = pick(cast.clients).externalId;
  const minutes = 1 + Math.floor(random() * 50);
  const everywhere: readonly Deviation[] = [
    { kind: "error", code: 1 },
    { kind: "error", code: 2 },
    { kind: "error", code: 2, subcode: 1504043, status: 400, locale: "pl" },
    { kind: "http", status: 502, body: "<html>Bad Gateway</html>" },
    { kind: "http", status: 503, body: "" },
    { kind: "truncate" },
    { kind: "reset" },
    { kind: "error", code: 999_999 },
  ];
  const onAccount: readonly Deviation[] = [
    { kind: "error", code: 17, subcode: 2446079 },
    { kind: "error", code: 80_000, subcode: 2446079, headers: usage(118, account, minutes) },
    { kind: "error", code: 613, subcode: 1487742 },
    { kind: "error", code: 200 },
    { kind: "error", code: 2642 },
    { kind: "error", code: 100 },
    { kind: "duplicate-rows" },
    { kind: "shuffle-rows" },
    { kind: "shift-rows", by: 1 },
    { kind: "shift-rows", by: -1 },
    { kind: "repeat-cursor" },
    { kind: "empty-last-page" },
    { kind: "foreign-next", host: "evil.example" },
    { kind: "headers", headers: usage(80, account) },
    { kind: "headers", headers: usage(93, account) },
    { kind: "headers", headers: usage(101, account) },
    { kind: "headers", headers: { "x-business-use-case-usage": "{nonsense" } },
    { kind: "patch-rows", fields: { spend: "-1" }, row: 0 },
    { kind: "patch-rows", fields: { account_currency: "XYZ" } },
    { kind: "patch-rows", fields: { date_start: null }, row: 0 },
  ];
  const drawn = random();
  if (drawn < 0.34) {
    const does = pick(everywhere);
    return { name: nameOf(does), when: { probability: 0.02 + random() * 0.3 }, does };
  }
  if (drawn < 0.52) {
    const does: Deviation = { kind: "error", code: 4, subcode: 1504022 };
    return { name: nameOf(does), when: { path: "insights", times: 4, probability: 0.25 }, does };
  }
  if (drawn < 0.65) {
    // Too much at once: of days, of rows, or of one list that Meta does not build.
    const does = pick<Deviation>([
      { kind: "error", code: 100, subcode: 1487534 },
      { kind: "error", code: 2, subcode: 1504044 },
      { kind: "error", code: 1, message: "Please reduce the amount of data you're asking for" },
    ]);
    const what = pick<Fault["when"]>([
      { daysAbove: pick([1, 5, 14, 28]) },
      { limitAbove: 100 },
      { params: { fields: "\\bconversion_values\\b" } },
      { level: "campaign", daysAbove: 3 },
    ]);
    return { name: `${nameOf(does)} on ${account}`, when: { account, path: "insights", ...what }, does };
  }
  const does = pick(onAccount);
  const page = random() < 0.3 ? 2 : undefined;
  const when = { account, path: "insights", ...(page ? { page } : {}), probability: 0.3 + random() * 0.7 };
  return { name: `${nameOf(does)} on ${account}`, when, does };
}

/** Meta's usage header: percent of the account's budget, and minutes until it answers again. */
function usage(percent: number, account: string, minutes = 0): Record<string, string> {
  const entry = {
    type: "ads_insights",
    call_count: percent,
    total_cputime: 40,
    total_time: 40,
    estimated_time_to_regain_access: minutes,
    ads_api_access_tier: "standard_access",
  };
  return { "x-business-use-case-usage": JSON.stringify({ [account]: [entry] }) };
}

function nameOf(does: Deviation): string {
  return does.kind === "error" ? `error ${does.code}/${does.subcode ?? "–"}` : does.kind;
}

function clock(afterMs: number): string {
  return new Date(afterMs).toISOString().slice(11, 16);
}
