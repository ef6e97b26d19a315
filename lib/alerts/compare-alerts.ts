import { Temporal } from "temporal-polyfill";
import type { Alert } from "@/lib/alerts/alert";
import { keyOf, rankOf, type Wanted } from "@/lib/alerts/wanted";
import { type CheckKey, checks } from "@/lib/checks/catalogue";

/** What has to change so that the open alerts are those that the data wants. */
export interface Changes {
  readonly opened: readonly Wanted[];
  /** Still so, with what the data says now. */
  readonly kept: readonly { readonly alert: Alert; readonly wanted: Wanted }[];
  /** Of the kept ones, those that got graver: they open again and are told again. */
  readonly graver: readonly { readonly alert: Alert; readonly wanted: Wanted }[];
  /** Snoozes that are over: their date has come, or ads deliver again. */
  readonly woken: readonly Alert[];
  readonly resolved: readonly Alert[];
}

/**
 * Compares the alerts that are not resolved with those that the data wants. Alerts of the monitor's checks are left alone but for those that it
 * `looked` at; `delivering`: alerts whose client has delivered since they were snoozed. `archived`: clients of whom nothing is wanted any more,
 * whoever noticed it. Pure.
 */
export function compareAlerts(args: {
  readonly present: readonly Alert[];
  readonly wanted: readonly Wanted[];
  readonly looked: ReadonlySet<CheckKey>;
  readonly delivering: ReadonlySet<number>;
  readonly archived: ReadonlySet<string>;
  readonly now: Temporal.Instant;
}): Changes {
  const { present, looked, delivering, archived, now } = args;
  const isArchived = ({ clientId }: { readonly clientId: string | null }) =>
    clientId !== null && archived.has(clientId);
  const wanted = args.wanted.filter((one) => !isArchived(one));
  const byKey = new Map(present.map((alert) => [keyOf(alert), alert]));
  const wantedKeys = new Set(wanted.map(keyOf));
  const kept = wanted.flatMap((one) => {
    const alert = byKey.get(keyOf(one));
    return alert ? [{ alert, wanted: one }] : [];
  });
  const graver = kept.filter(({ alert, wanted: one }) => rankOf(one.severity) > rankOf(alert.severity));
  const isGraver = new Set(graver.map(({ alert }) => alert.id));
  return {
    opened: wanted.filter((one) => !byKey.has(keyOf(one))),
    kept,
    graver,
    woken: kept
      .map(({ alert }) => alert)
      .filter((alert) => !isGraver.has(alert.id) && isSnoozeOver(alert, delivering, now)),
    resolved: present.filter(
      (alert) =>
        !wantedKeys.has(keyOf(alert)) &&
        (looked.has(alert.check) || isArchived(alert) || checks[alert.check]?.where !== "monitor"),
    ),
  };
}

function isSnoozeOver(alert: Alert, delivering: ReadonlySet<number>, now: Temporal.Instant): boolean {
  if (alert.state !== "snoozed") return false;
  if (alert.snoozedUntilDelivery) return delivering.has(alert.id);
  return alert.snoozedUntil !== null && Temporal.Instant.compare(alert.snoozedUntil, now) <= 0;
}
