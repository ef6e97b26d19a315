import type { CastClient } from "@/tests/integration/cast";
import { jantar } from "@/tests/integration/cast";
import { campaignDay, days, items } from "@/tests/integration/collect/night";
import type { SourceRow } from "@/tools/simulator/world";

/** Client number `index` (from 0) of an ordeal, with ids of its own. */
export function clientNumber(index: number, of: Partial<CastClient> = {}): CastClient {
  const digits = String(index + 1).padStart(4, "0");
  return {
    ...jantar,
    id: `c0000000-0000-4000-8000-00000000${digits}`,
    accountId: `d0000000-0000-4000-8000-00000000${digits}`,
    slug: `client-${digits}`,
    name: `Client ${digits}`,
    externalId: `act_100000000000${digits}`,
    ...of,
  };
}

/** Its id as Meta knows it in a path. */
export const metaId = ({ externalId }: CastClient): string => externalId.slice("act_".length);

/**
 * What Meta says of a client: every day has `campaigns` rows whose figures differ by day, campaign and `version`, so that a figure in the
 * wrong place or of an earlier answer never equals the right one.
 */
export function truthOf(
  client: CastClient,
  of: {
    readonly since: string;
    readonly until: string;
    readonly campaigns: number;
    readonly version?: number;
  },
): SourceRow[] {
  const version = of.version ?? 0;
  return days(of.since, of.until).flatMap((date, day) =>
    Array.from({ length: of.campaigns }, (_, campaign) => {
      const number = day * of.campaigns + campaign + version * 7;
      return campaignDay(
        date,
        String(101 + campaign),
        {
          spend: `${10 + number}.${((number * 37) % 90) + 10}`,
          impressions: String(5_000 + number * 3),
          clicks: String(40 + (number % 300)),
          inline_link_clicks: String(20 + (number % 200)),
          actions: items({ omni_purchase: 1 + (number % 5), lead: 2 + (number % 3) }),
          action_values: items({ omni_purchase: `${100 + number}.5` }),
        },
        client,
      );
    }),
  );
}
