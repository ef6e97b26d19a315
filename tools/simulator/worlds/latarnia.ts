import { Temporal } from "temporal-polyfill";
import { aggregate } from "@/tools/simulator/aggregate";
import type { Account, RowSource, SourceRow, World } from "@/tools/simulator/world";
import { adDay } from "@/tools/simulator/worlds/ad-day";
import { type CastMember, cast } from "@/tools/simulator/worlds/cast";

export interface LatarniaOptions {
  readonly seed: number;
  /** The moment that "last month" and "eight days ago" are counted from. Keep it between starts, or the special days wander. */
  readonly anchor: Temporal.Instant;
}

/** The tokens of the demo; nothing is reachable with them but this simulator. */
export const demoTokens = {
  agency: "EAAlatarniaAgencySystemUser0001",
  klinikaFala: "EAAlatarniaKlinikaFala0002",
} as const;
export const demoApp = { id: "1200000000000001", secret: "latarnia-app-secret" } as const;

/** The agency Latarnia and its sixteen clients, with what went wrong for some of them. */
export function latarniaWorld({ seed, anchor }: LatarniaOptions): World {
  const klinika = cast.find((member) => member.slug === "klinika-fala");
  const agencyAccounts = cast.filter((member) => member !== klinika).map((member) => member.accountId);
  return {
    appId: demoApp.id,
    appSecret: demoApp.secret,
    proof: "required",
    accounts: cast.map((member) => accountOf(member, seed, anchor)),
    tokens: [
      {
        id: "agency",
        value: demoTokens.agency,
        state: "ok",
        scopes: ["ads_read", "business_management"],
        accounts: agencyAccounts,
      },
      {
        id: "klinika-fala",
        value: demoTokens.klinikaFala,
        state: "ok",
        scopes: ["ads_read"],
        accounts: klinika ? [klinika.accountId] : [],
        revokedAt: anchor.subtract({ hours: 8 * 24 }),
      },
    ],
  };
}

function accountOf(member: CastMember, seed: number, anchor: Temporal.Instant): Account {
  const today = anchor.toZonedDateTimeISO(member.timeZone).toPlainDate();
  const lastMonth = today.with({ day: 1 }).subtract({ months: 1 });
  const generated = generatedSource(
    member,
    seed,
    (date) => member.slug !== "splywy-brda" || date < lastMonth.subtract({ days: 3 }).toString(),
  );
  const account = {
    id: member.accountId,
    name: member.name,
    currency: member.currency,
    timeZone: member.timeZone,
    ...(member.slug === "meble-olcha" ? { status: 2, disableReason: 3 } : {}),
    campaigns: member.campaigns.map((name, index) => ({
      id: `1202100000${member.accountId.slice(-2)}${String(index).padStart(4, "0")}`,
      name,
      objective: member.trade === "leads" ? "OUTCOME_LEADS" : "OUTCOME_SALES",
      effective_status: index === member.campaigns.length - 1 ? "PAUSED" : "ACTIVE",
    })),
  };
  if (member.slug !== "auto-wilk") return { ...account, source: generated };
  return { ...account, source: withDeletedAds(generated, lastMonth.with({ day: 27 }).toString(), 32.5) };
}

/** Ads × days, made when asked for and kept per day and age. */
function generatedSource(member: CastMember, seed: number, delivers: (date: string) => boolean): RowSource {
  const kept = new Map<string, SourceRow[]>();
  const dayRows = (date: string, age: number): SourceRow[] => {
    const key = `${date}/${age}`;
    const found = kept.get(key);
    if (found) return found;
    const ads = delivers(date)
      ? member.campaigns.flatMap((_, campaign) =>
          [0, 1].map((ad) => adDay({ member, seed, campaign, ad }, date, age)),
        )
      : [];
    const rows = ads.filter((row) => row !== null);
    kept.set(key, rows);
    return rows;
  };
  return {
    rows(since, until, observedAt) {
      const today = observedAt.toZonedDateTimeISO(member.timeZone).toPlainDate();
      const rows: SourceRow[] = [];
      for (
        let day = Temporal.PlainDate.from(since);
        Temporal.PlainDate.compare(day, until) <= 0;
        day = day.add({ days: 1 })
      ) {
        const age = day.until(today, { largestUnit: "day" }).days;
        // Frozen after day 28; nothing of a day that has not begun.
        if (age >= 0) rows.push(...dayRows(day.toString(), Math.min(age, 28)));
      }
      return rows;
    },
  };
}

/** The account's total of one day carries spend that no campaign row does: ads that were deleted (graph-api.md §3.3). */
function withDeletedAds(source: RowSource, date: string, spend: number): RowSource {
  return {
    ...source,
    accountRows(since, until, observedAt) {
      const rows = aggregate(source.rows(since, until, observedAt), "account", (row) => [
        row.date_start,
        row.date_stop,
      ]);
      return rows.map((row) =>
        row.date_start === date ? { ...row, spend: (Number(row.spend ?? 0) + spend).toFixed(2) } : row,
      );
    },
  };
}
