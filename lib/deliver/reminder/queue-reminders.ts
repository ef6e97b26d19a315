import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import { queueDeliveries } from "@/lib/deliver/queue-delivery";
import type { ReminderPayload } from "@/lib/deliver/reminder/reminder-message";
import { parseDeliverySettings, reminderHour } from "@/lib/deliver/settings/delivery-settings";
import type { Locale } from "@/lib/i18n/locale";
import { dayIn } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf } from "@/lib/values/calendar-month";

/** Whoever withdrew a report knows for so long that a new version is due. */
const hoursAfterWithdrawal = 24;

interface Client extends Record<string, unknown> {
  id: string;
  slug: string;
  name: string;
  agency: string;
  zone: string;
  report_settings: unknown;
  manager: string | null;
  manager_locale: Locale | null;
}

/**
 * The month a reminder is about: from 09:00 of the day in the client's zone the month before, earlier none. null while it is not time. Pure.
 */
export function monthToRemind(now: Temporal.Instant, zone: string, day: number): CalendarMonth | null {
  const local = now.toZonedDateTimeISO(zone);
  const isTime = local.day > day || (local.day === day && local.hour >= reminderHour);
  return isTime ? addMonths(monthOf(dayIn(zone, now)), -1) : null;
}

/**
 * Queues a mail to the client's manager, else to every admin, about a report of last month that nobody published by the day the client's
 * settings name (client's zone): each person once a month, and once more a day after a withdrawal that no newer version followed, however
 * often this is called. Gives back how many are new.
 */
export async function queueReminders(db: Database, now: Temporal.Instant): Promise<number> {
  return db.asSystem(async (tx) => {
    const clients = await tx.execute<Client>(sql`
      select c.id, c.slug, c.name, g.name as agency, a.time_zone as zone, c.report_settings, lower(m.email) as manager, m.locale as manager_locale
      from clients c join ad_accounts a on a.client_id = c.id cross join agency g
      left join staff_members m on m.id = c.manager_id and m.disabled_at is null
      where c.status = 'active' and c.report_settings ->> 'reminder_day' is not null order by c.slug`);
    const due = clients.flatMap((client) => {
      const { reminderDay } = parseDeliverySettings(client.report_settings);
      const month = reminderDay === null ? null : monthToRemind(now, client.zone, reminderDay);
      return month === null ? [] : [{ client, month }];
    });
    if (due.length === 0) return 0;
    const admins = await tx.execute<{ email: string; locale: Locale }>(
      sql`select lower(email) as email, locale from staff_members where role = 'admin' and disabled_at is null order by created_at, email`,
    );
    let queued = 0;
    for (const { client, month } of due) {
      const [report] = await tx.execute<{ state: string; version: number | null; gone: boolean }>(sql`
        select r.state, p.version,
          coalesce(w.withdrawn_at <= ${now.toString()}::timestamptz - make_interval(hours => ${hoursAfterWithdrawal}), false) as gone
        from reports r
        left join lateral (select max(version) as version from publications p where p.client_id = r.client_id and p.month = r.month) p on true
        left join publication_withdrawals w on w.client_id = r.client_id and w.month = r.month and w.version = p.version
        where r.client_id = ${client.id}::uuid and r.month = ${`${month}-01`}::date`);
      // Without a draft there is nothing to publish: the account was not collected in that month.
      if (!report || (report.version !== null && !report.gone)) continue;
      const withdrawn = report.version === null ? "" : `withdrawn-v${report.version}:`;
      const payload: ReminderPayload = {
        ...{ at: now.toString(), agency: client.agency, client: client.name, slug: client.slug, month },
        state: withdrawn ? "withdrawn" : report.state === "in_review" ? "in_review" : "draft",
      };
      const people =
        client.manager && client.manager_locale
          ? [{ email: client.manager, locale: client.manager_locale }]
          : admins;
      queued += await queueDeliveries(
        tx,
        people.map(({ email, locale }) => ({
          idempotencyKey: `reminder:${client.id}:${month}:${withdrawn}${email}`,
          ...{ kind: "reminder", channel: "mail", recipient: email, locale, clientId: client.id, payload },
        })),
        now,
      );
    }
    return queued;
  });
}
