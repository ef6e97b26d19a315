import type postgres from "postgres";

/** Numbers that look like chance and are the same every time. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const day = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const zones = ["Europe/Warsaw", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu"];
const results = ["reservations", "leads", "messages", "click_to_call"];

/**
 * Clients with anything that three months of account-days can be: gaps, days that do not add up, metrics that are measured on some days only, a currency
 * or zone that changed, no delivery, mappings since any day, reads of any age, failed and lost attempts. Every stored day is covered by a good attempt.
 * `since` is the first of the first month.
 */
export async function seedAnything(
  sql: postgres.Sql,
  of: { readonly clients: number; readonly since: string; readonly seed: number },
): Promise<void> {
  const random = chance(of.seed);
  const one = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const often = (of100: number) => random(100) < of100;
  const id = (kind: string, n: number) => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  const total = 92;
  let attempts = 0;
  const rows = { clients: [], accounts: [], mappings: [], attempts: [], days: [] } as Record<
    string,
    object[]
  >;
  for (let n = 1; n <= of.clients; n += 1) {
    const zone = one(zones);
    const currency = one(["PLN", "JPY"]);
    const begins = often(30) ? random(total) : 0;
    rows.clients?.push({
      ...{ id: id("c", n), slug: `any-${n}`, name: `Any ${n}`, locale: "pl" },
      shown_metrics: often(10) ? ["total_spend"] : ["total_spend", one(results), one(results)],
    });
    rows.accounts?.push({
      ...{ id: id("d", n), client_id: id("c", n), external_id: `act_${n}`, currency, time_zone: zone },
      collect_from: day(of.since, begins),
    });
    const choices = Object.fromEntries(
      [
        ...results,
        "email_contacts",
        "booking_step_1",
        "booking_step_2",
        "booking_step_3",
        "reservation_value",
      ].map((kpi) => [
        kpi,
        often(15)
          ? null
          : {
              list: kpi === "reservation_value" ? "action_values" : "actions",
              type: kpi,
              measured_since: day(of.since, random(120) - 60),
            },
      ]),
    );
    rows.mappings?.push({
      client_id: id("c", n),
      version: 1,
      candidates: {},
      choices,
      author: "system",
      reason: "test",
    });
    const attempt = (first: number, last: number, state: string, after: number, minutes: number) => {
      attempts += 1;
      const ended = `${day(of.since, last + after)}T${String(random(24)).padStart(2, "0")}:${String(minutes).padStart(2, "0")}:00Z`;
      rows.attempts?.push({
        ...{
          id: id("f", attempts),
          run_id: id("e", 1),
          ad_account_id: id("d", n),
          since: day(of.since, first),
        },
        ...{
          until: day(of.since, last),
          attempt_number: attempts,
          lease_until: ended,
          state,
          api_version: "v26.0",
        },
        ...{ error_class: state === "failed" ? one(["RETRY", "FIX_CREDENTIALS"]) : null },
        ...{ started_at: ended, finished_at: ended },
      });
    };
    // One read of everything, as old or as new as it comes; then some of parts, some of which bring nothing.
    const read = often(20) ? begins + random(total - begins) : total - 1 - (often(50) ? random(12) : 0);
    if (read >= begins) attempt(begins, read, "ok", often(50) ? 1 : 1 + random(30), 0);
    for (let night = often(20) ? 0 : random(14); night > 0; night -= 1) {
      const first = begins + random(total - begins);
      const last = Math.min(total - 1, first + random(35));
      const state = one(["ok", "ok", "ok", "failed", "lost"]);
      attempt(
        first,
        state === "ok" ? Math.min(last, Math.max(first, read)) : last,
        state,
        1 + random(32),
        1 + random(58),
      );
    }
    const moves = often(25) ? { on: random(total), currency: one(["PLN", "EUR"]), zone: one(zones) } : null;
    const [gaps, quiet, unmeasured, odd] = [
      one([0, 0, 0, 3, 25]),
      one([0, 0, 10, 100]),
      one([0, 0, 20, 100]),
      one([0, 0, 0, 8]),
    ];
    for (let at = begins; at <= read; at += 1) {
      if (often(gaps)) continue;
      const none = often(quiet);
      const spend = none ? "0" : `${random(9_000)}.${String(random(100)).padStart(2, "0")}`;
      const differs = often(odd);
      const result = () => (often(unmeasured) ? null : none ? "0" : `${random(6)}${often(10) ? ".25" : ""}`);
      rows.days?.push({
        ...{ ad_account_id: id("d", n), client_id: id("c", n), platform: "meta", date: day(of.since, at) },
        ...{
          total_spend: spend,
          total_impressions: none ? "0" : String(random(90_000)),
          total_clicks: "3",
          link_clicks: "2",
        },
        ...Object.fromEntries(results.map((metric) => [metric, result()])),
        currency: moves && at < moves.on ? moves.currency : currency,
        time_zone: moves && at < moves.on ? moves.zone : zone,
        reconciled: !differs,
        differences: differs
          ? [{ metric: one(["total_spend", ...results]), campaigns: "1", account: "2", difference: "1" }]
          : [],
        ...{
          mapping_version: 1,
          row_hash: 1,
          first_observed_at: day(of.since, at),
          changed_at: day(of.since, at),
        },
        attempt_id: id("f", 1),
      });
    }
  }
  await sql.unsafe("set session_replication_role = replica");
  await sql`insert into collection_runs (id, trigger, pass, requested_by, expected, done, started_at, finished_at, api_version)
    values (${id("e", 1)}, 'cli', 'range', 'test', 1, 1, ${of.since}, ${of.since}, 'v26.0')`;
  for (const [table, list] of Object.entries({
    clients: rows.clients,
    ad_accounts: rows.accounts,
    kpi_mappings: rows.mappings,
    collection_attempts: rows.attempts,
    daily_kpi_data: rows.days,
  })) {
    const columns = Object.keys(list?.[0] ?? {}).join(", ");
    await sql.unsafe(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::text::jsonb)`,
      [JSON.stringify(list)],
    );
  }
}
