import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { toldWord } from "@/app/(staff)/alerts/told-word";
import { dayShortText, dayYearText, localDay } from "@/lib/i18n/date-text";
import type { AlertEvent } from "@/lib/today/read-alerts";

/** Every change of the alert, newest first: by whom, or by the data itself. */
export function AlertHistory({ page }: { page: AlertsPage }) {
  const { t, staff, agency, events } = page;
  const lines = joined(events.map((event) => ({ event, text: eventText(page, event) })));
  return (
    <section aria-labelledby="history" className="mt-7 border-rule border-t pt-3">
      <h3 id="history" className="mb-1 font-semibold">
        {t("alertsPage.panel.history")}
      </h3>
      <ol>
        {lines.map(({ event, text, times }) => (
          <li key={event.id} className="grid grid-cols-[104px_minmax(0,1fr)] gap-3 py-[3px]">
            <span className="num text-ink-3">
              {dayShortText(staff.locale, localDay(agency.zone, event.at.toString()))},{" "}
              {event.at.toZonedDateTimeISO(agency.zone).toPlainTime().toString({ smallestUnit: "minute" })}
            </span>
            <span className="break-words">
              {times > 1 ? t("alertsPage.event.times", { text, count: String(times) }) : text}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The same thing said of many clients in one minute is said once. */
function joined(lines: readonly { event: AlertEvent; text: string }[]) {
  const minute = ({ at }: AlertEvent) => Math.floor(at.epochMilliseconds / 60_000);
  return [...Map.groupBy(lines, ({ event, text }) => `${minute(event)} ${text}`).values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ ...first, times: own.length }] : [];
  });
}

function eventText(
  { t, staff, agency }: AlertsPage,
  { kind, actor, byPerson, detail, told }: AlertEvent,
): string {
  const name = actor;
  if (detail.undone === true) return t("alertsPage.event.undone", { name });
  switch (kind) {
    case "opened":
      return byPerson ? t("alertsPage.event.openedBy", { name }) : t("alertsPage.event.opened");
    case "woken":
      return byPerson ? t("alertsPage.event.wokenBy", { name }) : t("alertsPage.event.woken");
    case "acknowledged":
      return t("alertsPage.event.acknowledged", { name });
    case "snoozed": {
      const until = typeof detail.until === "string" ? detail.until : "delivery";
      return until === "delivery"
        ? t("alertsPage.event.snoozedDelivery", { name })
        : t("alertsPage.event.snoozedUntil", {
            name,
            date: dayYearText(staff.locale, localDay(agency.zone, until)),
          });
    }
    case "notified": {
      const known = ["mail", "slack", "webhook"] as const;
      const channels = Array.isArray(detail.channels) ? detail.channels : [];
      const words = known
        .filter((one) => channels.includes(one))
        .map((one) => t(`alertsPage.channel.${one}`));
      return t(`alertsPage.event.${toldWord(told)}`, {
        channels: words.join(", ") || "—",
        sent: String(told?.sent ?? 0),
        all: String(told ? told.waiting + told.sent + told.failed : 0),
      });
    }
    case "resolved":
      if (detail.why === "closed" && typeof detail.found === "string")
        return t("alertsPage.event.closed", { name, found: detail.found });
      return t(
        detail.why === "client_archived" ? "alertsPage.event.resolvedArchived" : "alertsPage.event.resolved",
      );
    default:
      return t(`alertsPage.event.${kind}`);
  }
}
