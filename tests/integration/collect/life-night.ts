import { jantar } from "@/tests/integration/cast";
import {
  appSecret,
  campaignDay,
  days,
  jantarFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";

/** The app whose looks at accounts and tokens these nights make. */
export const lifeApp = { id: "1200000000000001", secret: appSecret };
/** Hotel Jantar's number at Meta. */
export const jantarId = jantar.externalId.slice("act_".length);

/** Hotel Jantar with a few days, collected by a collector that also looks at accounts and tokens. */
export function startLife(
  options: Parameters<typeof startNight>[1] = {},
  withConnection = false,
): Promise<Night> {
  const rows = days("2026-11-02", "2026-11-20").map((date) => campaignDay(date, "1"));
  return startNight(
    [
      {
        client: jantarFrom("2026-11-05"),
        rows,
        mapping: {},
        ...(withConnection ? { connection: { name: "hotel", token: "EAAtokenOfTheHotel00001" } } : {}),
      },
    ],
    { life: { app: lifeApp }, ...options },
  );
}

/** What is or was said to be wrong, oldest first. */
export const conditionsOf = ({ sql }: Night) =>
  sql`select kind, subject, severity, message, evidence, resolved_at is null as open from conditions order by id`;

/** How many days are stored, and the newest. */
export const storedOf = async ({ sql }: Night) =>
  (await sql`select count(*)::int as n, max(date)::text as newest from daily_kpi_data`)[0];

/** Calls of this path. */
export const callsOf = ({ simulator }: Night, path: string) =>
  simulator.calls.filter((call) => call.path === path);
