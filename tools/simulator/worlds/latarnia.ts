import { Temporal } from "temporal-polyfill";
import { aggregate } from "@/tools/simulator/aggregate";
import { ExactSum } from "@/tools/simulator/exact-sum";
import type { Account, RowSource, SourceRow, World } from "@/tools/simulator/world";
import { adDay, campaignRuns, namesOf, type Observation, wholeUnits } from "@/tools/simulator/worlds/ad-day";
import { type CastMember, cast } from "@/tools/simulator/worlds/cast";

const adsPerCampaign = [0, 1];
/** Days kept ready per account; the account-level read asks for those that the campaign-level one just made. */
const keptDays = 120;

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
    business: { id: "1300000000000001", edge: "client" as const },
    campaigns: member.campaigns.map((name, campaign) => {
      const { campaign_id: id, objective } = namesOf(member, campaign, 0);
      const runs = campaignRuns(member, seed, campaign, today);
      const effective_status = runs ? "ACTIVE" : "PAUSED";
      return { id, name, objective, effective_status, daily_budget: dailyBudget(member) };
    }),
    customConversions: conversionNames[member.trade].map((name, index) => ({
      id: `71000${member.accountId.slice(-2)}${String(index).padStart(4, "0")}`,
      name,
    })),
    ads: member.campaigns.flatMap((_, campaign) =>
      adsPerCampaign.map((ad) => {
        const { ad_id: id, ad_name: name, ...above } = namesOf(member, campaign, ad);
        return { id, name, ...above };
      }),
    ),
  };
  if (member.slug !== "auto-wilk") return { ...account, source: generated };
  return { ...account, source: withDeletedAds(generated, lastMonth.with({ day: 27 }).toString(), "32.5") };
}

const conversionNames: Readonly<Record<CastMember["trade"], readonly string[]>> = {
  hotel: ["Rezerwacja – krok 1", "Klik w adres e-mail"],
  shop: ["Zapis do newslettera"],
  leads: [],
  calls: ["Klik w adres e-mail"],
};

/** An even share of the month's money with some air, in minor units; forints and yen have none (graph-api.md §9). */
function dailyBudget({ monthlySpend, campaigns, currency }: CastMember): string {
  const units = (monthlySpend / 30 / campaigns.length) * 1.5;
  return String(Math.ceil(units / 5) * 5 * (wholeUnits.has(currency) ? 1 : 100));
}

/** Ads × days, made when asked for; the newest ones are kept. */
function generatedSource(member: CastMember, seed: number, delivers: (date: string) => boolean): RowSource {
  const kept = new Map<string, SourceRow[]>();
  const dayRows = (date: string, seen: Observation): SourceRow[] => {
    if (!delivers(date)) return [];
    const key = `${date}/${seen.age}/${seen.elapsed}`;
    const found = kept.get(key);
    if (found) return found;
    const rows = member.campaigns.flatMap((_, campaign) =>
      adsPerCampaign.flatMap((ad) => adDay({ member, seed, campaign, ad }, date, seen) ?? []),
    );
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= keptDays) kept.delete(oldest);
    kept.set(key, rows);
    return rows;
  };
  return {
    rows(since, until, observedAt) {
      const now = observedAt.toZonedDateTimeISO(member.timeZone);
      const today = now.toPlainDate();
      const rows: SourceRow[] = [];
      for (
        let day = Temporal.PlainDate.from(since);
        Temporal.PlainDate.compare(day, until) <= 0;
        day = day.add({ days: 1 })
      ) {
        const age = day.until(today, { largestUnit: "day" }).days;
        if (age < 0) break;
        // Frozen after day 28.
        const seen = { age: Math.min(age, 28), elapsed: age === 0 ? elapsedOf(now) : 1 };
        rows.push(...dayRows(day.toString(), seen));
      }
      return rows;
    },
  };
}

/** How much of the account's day has passed, in the quarters of an hour in which Meta brings figures up to date; days have 23 to 25 hours. */
function elapsedOf(now: Temporal.ZonedDateTime): number {
  const minutes = (now.epochMilliseconds - now.startOfDay().epochMilliseconds) / 60_000;
  return (Math.floor(minutes / 15) * 15) / (now.hoursInDay * 60);
}

/** The account's total of one day carries spend that no campaign row does: ads that were deleted (graph-api.md §3.3). */
function withDeletedAds(source: RowSource, date: string, spend: string): RowSource {
  return {
    ...source,
    accountRows(since, until, observedAt) {
      const perDay = (row: SourceRow) => [row.date_start, row.date_stop] as const;
      const rows = aggregate(source.rows(since, until, observedAt), "account", perDay);
      return rows.map((row) => {
        if (row.date_start !== date) return row;
        const total = new ExactSum();
        total.add(row.spend);
        total.add(spend);
        return { ...row, spend: total.text() };
      });
    },
  };
}
