import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { type AlertsAddress, addressOf } from "@/app/(staff)/alerts/filters";
import { mayChange } from "@/lib/auth/may-change";
import { loadStaffPage, type StaffPage } from "@/lib/auth/staff-page";
import { withoutDemo } from "@/lib/clients/without-demo";
import type { StaffTx } from "@/lib/db/database";
import { portalDatabase } from "@/lib/db/portal-database";
import { readUndelivered, type Undelivered } from "@/lib/deliver/read-undelivered";
import { readReportClients } from "@/lib/facts/read-report-clients";
import { type AlertGroup, groupAlerts } from "@/lib/today/group-alerts";
import {
  type AlertCounts,
  type AlertEvent,
  countAlerts,
  type ListedAlert,
  readAlertEvents,
  readAlerts,
  readListedAlert,
  readUnknownChecks,
  type UnknownCheck,
} from "@/lib/today/read-alerts";
import { isUnchecked, nothingToJudge, type Operation, readOperation } from "@/lib/today/read-operation";

export interface AlertsPage extends StaffPage {
  readonly now: Temporal.Instant;
  readonly address: AlertsAddress;
  readonly groups: readonly AlertGroup[];
  /** So many more fit the filters than are listed. */
  readonly more: number;
  readonly counts: AlertCounts;
  readonly unknown: readonly UnknownCheck[];
  /** Whether the checks ran for nobody lately. */
  readonly unchecked: boolean;
  /** Clients of whom no recent evaluation is known, where it is not all of them (`unchecked`). */
  readonly unevaluated: number;
  readonly operation: Operation;
  readonly clients: readonly { readonly slug: string; readonly name: string }[];
  /** What the panel shows: the one asked for and never another in its place, even where it is not in the list; without one the first row. */
  readonly selected: AlertGroup | null;
  /** Whether the one asked for is in no row of the list. */
  readonly outside: boolean;
  readonly events: readonly AlertEvent[];
  /** What did not arrive, where the open row is about that and not over; else null. */
  readonly undelivered: readonly Undelivered[] | null;
  readonly mayChange: (alert: ListedAlert) => boolean;
}

const recipient = z.object({ channel: z.string(), recipient: z.string() });

/**
 * The list with its filters and the history of the open one, in six statements whatever the number of alerts; in one more where the one asked
 * for is not in the list, and one where it is about messages that did not arrive.
 */
export const loadAlerts = cache(async (search: string): Promise<AlertsPage> => {
  const page = await loadStaffPage();
  const now = Temporal.Now.instant();
  const address = addressOf(Object.fromEntries(new URLSearchParams(search)));
  const { actor } = page.staff;
  return portalDatabase().asStaff(
    actor,
    async (tx) => {
      const { listed: alerts, more } = await readAlerts(tx, { filters: address.filters, now });
      const groups = groupAlerts(alerts);
      const asked = address.alert;
      const row =
        asked === null ? groups[0] : groups.find((group) => group.alerts.some(({ id }) => id === asked));
      const outside = asked !== null && !row;
      const alone = outside ? await readListedAlert(tx, asked) : null;
      const selected = row ?? (alone ? groupAlerts([alone])[0] : undefined) ?? null;
      const operation = await readOperation(tx, now);
      const unchecked = isUnchecked(operation, now);
      const listed = withoutDemo(await readReportClients(tx, null));
      return {
        ...page,
        now,
        address,
        groups,
        more,
        selected,
        outside,
        counts: await countAlerts(tx, page.staff.id),
        unknown: await readUnknownChecks(tx, nothingToJudge),
        unchecked,
        unevaluated: unchecked ? 0 : operation.checks.expected - operation.checks.evaluated,
        operation,
        clients: listed.clients.map(({ client }) => ({ slug: client.slug, name: client.name })),
        events: selected
          ? await readAlertEvents(
              tx,
              selected.alerts.map(({ id }) => id),
            )
          : [],
        undelivered: await undeliveredOf(tx, selected, now),
        mayChange: ({ client }) =>
          client ? mayChange(actor, { managerId: client.managerId }) : actor.role === "admin",
      };
    },
    { snapshot: true },
  );
});

async function undeliveredOf(tx: StaffTx, selected: AlertGroup | null, now: Temporal.Instant) {
  if (selected?.lead.check !== "not_delivered" || selected.lead.state === "resolved") return null;
  const to = recipient.safeParse(selected.lead.evidence);
  return to.success ? readUndelivered(tx, to.data, now) : null;
}
