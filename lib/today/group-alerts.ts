import type { ListedAlert } from "@/lib/today/read-alerts";

/** Sections of the list in the order in which people work; what could not be evaluated stands after what is open. */
export const alertSections = ["open", "acknowledged", "snoozed", "resolved"] as const;

/** One row of the list: one check with one cause in one state, for all clients it hits (incident 31). */
export interface AlertGroup {
  readonly lead: ListedAlert;
  readonly alerts: readonly ListedAlert[];
  /** Names of the clients, each once; none for the agency as a whole. */
  readonly names: readonly string[];
}

const severities = ["critical", "high", "normal"];

/** Rows by section, in each the gravest first, then in the order of their newest alert. Pure. */
export function groupAlerts(alerts: readonly ListedAlert[]): AlertGroup[] {
  const keyOf = ({ id, cause, check, state, subject }: ListedAlert) =>
    // A cause without a key of its own stands alone.
    cause === "" ? String(id) : [cause, check, state, check === "looks_wrong" ? subject : ""].join("\n");
  const rows = [...Map.groupBy(alerts, keyOf).values()].flatMap((own) => {
    const [lead] = own.toSorted((a, b) => a.openedAt.epochMilliseconds - b.openedAt.epochMilliseconds);
    const names = [...new Set(own.flatMap(({ client }) => (client ? [client.name] : [])))].sort((a, b) =>
      a.localeCompare(b, "pl"),
    );
    return lead ? [{ lead, alerts: own, names }] : [];
  });
  const grave = rows.toSorted(
    (a, b) => severities.indexOf(a.lead.severity) - severities.indexOf(b.lead.severity),
  );
  return alertSections.flatMap((section) => grave.filter(({ lead }) => lead.state === section));
}
