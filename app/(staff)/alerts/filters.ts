import { z } from "zod";
import { isCheckKey, type Severity } from "@/lib/checks/catalogue";
import type { AlertFilters } from "@/lib/today/read-alerts";

export const states = ["all", "open", "acknowledged", "snoozed", "resolved"] as const;
export const severities: readonly Severity[] = ["critical", "high", "normal"];

export interface AlertsAddress {
  readonly filters: AlertFilters;
  /** The one that is open beside the list. */
  readonly alert: number | null;
}

const slug = /^[a-z0-9-]{1,200}$/;

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the address; anything unknown in it is no filter. */
export function addressOf(search: Search): AlertsAddress {
  const one = (name: string) => {
    const value = search[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const check = one("check");
  const client = one("client");
  const manager = one("manager");
  const id = one("alert");
  return {
    filters: {
      state: states.find((state) => state === one("state")) ?? "all",
      severity: severities.find((severity) => severity === one("severity")) ?? null,
      client: client !== null && slug.test(client) ? client : null,
      check: check !== null && isCheckKey(check) ? check : null,
      manager: z.uuid().safeParse(manager).data ?? null,
    },
    alert: id !== null && /^\d{1,9}$/.test(id) ? Number(id) : null,
  };
}

/** The address of a list; what is not filtered by is left out. */
export function alertsHref({ filters, alert }: AlertsAddress): string {
  const query = new URLSearchParams();
  if (filters.state !== "all") query.set("state", filters.state);
  for (const name of ["severity", "client", "check", "manager"] as const) {
    const value = filters[name];
    if (value) query.set(name, value);
  }
  if (alert !== null) query.set("alert", String(alert));
  const text = query.toString();
  return text ? `/alerts?${text}` : "/alerts";
}
