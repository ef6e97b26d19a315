import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { ReadTx } from "@/lib/db/database";
import { shownMetrics } from "@/lib/facts/shown-metrics";
import { type KpiChoices, kpiChoicesSchema, sameChoice, unresolvedChoices } from "@/lib/kpi/choices";
import { metricKeys } from "@/lib/report/document";
import { parseReportSettings, type ReportSettings } from "@/lib/report/goals";
import type { ReportInput } from "@/lib/report/input";
import { type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import { type MappedKpi, mappedKpis } from "@/lib/values/metric";

/** Who a report is about: the client with its settings, its ad account, its mapping, and the agency that sends it. */
export interface ReportClient {
  readonly clientId: string;
  readonly accountId: string;
  readonly managerId: string | null;
  readonly isDemo: boolean;
  readonly client: ReportInput["client"];
  readonly agency: ReportInput["agency"];
  readonly account: ReportInput["account"];
  readonly mapping: ReportInput["mapping"];
  readonly settings: ReportSettings;
}

interface Row extends Record<string, unknown> {
  client_id: string;
  slug: string;
  name: string;
  locale: "pl" | "en";
  manager_id: string | null;
  is_demo: boolean;
  shown_metrics: string[];
  metric_names: unknown;
  report_settings: unknown;
  account_id: string;
  time_zone: string;
  currency: string;
  collect_from: CalendarDay;
  agency_name: string | null;
  agency_contact: string | null;
  versions: { version: number; choices: unknown; at: string }[];
}

const names = z.partialRecord(z.enum(metricKeys), z.string()).catch({});

/**
 * The client with this slug, or every active client when none is named (grain: client). A client without an ad account has no report
 * and is left out. One statement.
 */
export async function readReportClients(tx: ReadTx, slug: string | null): Promise<ReportClient[]> {
  const rows = await tx.execute<Row>(sql`
    select c.id as client_id, c.slug, c.name, c.locale, c.manager_id, c.is_demo, c.shown_metrics, c.metric_names, c.report_settings,
      a.id as account_id, a.time_zone, a.currency, a.collect_from::text,
      (select name from agency) as agency_name, (select contact from agency) as agency_contact,
      (select coalesce(jsonb_agg(jsonb_build_object('version', version, 'choices', choices,
          'at', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) order by version desc), '[]'::jsonb)
        from kpi_mappings m where m.client_id = c.id) as versions
    from clients c
    join ad_accounts a on a.client_id = c.id
    where ${slug === null ? sql`c.status = 'active'` : sql`c.slug = ${slug}`}
    order by c.name, c.slug`);
  return rows.map((row) => {
    const versions = row.versions.map(({ version, choices, at }) => ({
      version,
      choices: kpiChoicesSchema.parse(choices) as KpiChoices,
      at: Temporal.Instant.from(at),
    }));
    const choices = versions[0]?.choices ?? unresolvedChoices;
    return {
      clientId: row.client_id,
      accountId: row.account_id,
      managerId: row.manager_id,
      isDemo: row.is_demo,
      client: {
        slug: row.slug,
        name: row.name,
        locale: row.locale,
        shown: shownMetrics(row.shown_metrics, choices),
        names: names.parse(row.metric_names),
      },
      settings: parseReportSettings(row.report_settings),
      agency: { name: row.agency_name ?? "", contact: row.agency_contact },
      account: { zone: row.time_zone, currency: row.currency, collectFrom: row.collect_from },
      mapping: {
        version: versions[0]?.version ?? 0,
        choices,
        chosenOn: chosenOn(versions, row.time_zone),
      },
    };
  });
}

interface Version {
  readonly choices: KpiChoices;
  readonly at: Temporal.Instant;
}

/** Day (account's zone) of the version since which each KPI's present choice stands without a break. `versions` come newest first. */
export function chosenOn(
  versions: readonly Version[],
  zone: string,
): Partial<Record<MappedKpi, CalendarDay>> {
  const [newest] = versions;
  if (!newest) return {};
  return Object.fromEntries(
    mappedKpis.flatMap((kpi) => {
      const choice = newest.choices[kpi];
      if (!choice) return [];
      const broken = versions.findIndex((version) => !sameChoice(version.choices[kpi], choice));
      const first = versions[broken === -1 ? versions.length - 1 : broken - 1] ?? newest;
      return [[kpi, dayIn(zone, first.at)]];
    }),
  );
}
