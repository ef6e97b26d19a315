import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { SendAgainButton, SendAgainForm } from "@/app/(staff)/reports/delivery/send-again";
import type { Undelivered } from "@/lib/deliver/read-undelivered";
import { dayShortText, localDay, monthText } from "@/lib/i18n/date-text";

/** The messages behind "could not be delivered", each with what went wrong and the way to send it again, for those who may. */
export function UndeliveredList({ page }: { page: AlertsPage }) {
  const { t, undelivered } = page;
  if (undelivered === null) return null;
  return (
    <section aria-labelledby="undelivered" className="mt-5 border-rule border-t pt-3 print:hidden">
      <h3 id="undelivered" className="mb-1 font-semibold">
        {t("alertsPage.undelivered.heading")}
      </h3>
      <SendAgainForm>
        {undelivered.length === 0 ? (
          <p className="text-ink-2">{t("alertsPage.undelivered.none")}</p>
        ) : (
          <ul>
            {undelivered.map((message) => (
              <Message key={message.id} page={page} message={message} />
            ))}
          </ul>
        )}
      </SendAgainForm>
    </section>
  );
}

function Message({ page, message }: { page: AlertsPage; message: Undelivered }) {
  const { t, agency, staff } = page;
  const name = nameOf(page, message);
  const date = dayShortText(staff.locale, localDay(agency.zone, message.at.toString()));
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-rule border-b py-2">
      <div className="min-w-0 flex-1 basis-52">
        <p className="break-words">{name}</p>
        <p className="break-words text-bad text-xs [overflow-wrap:anywhere]">
          {t("alertsPage.undelivered.failed", { date, error: message.error ?? "—" })}
        </p>
        {message.may ? null : (
          <p className="text-ink-3 text-xs">
            {t(`alertsPage.undelivered.${message.client === null ? "adminOnly" : "notYours"}`)}
          </p>
        )}
      </div>
      {message.may ? (
        <SendAgainButton
          id={message.id}
          name={name}
          words={{ button: t("delivery.again.button"), busy: t("delivery.again.busy") }}
        />
      ) : null}
    </li>
  );
}

/** "Report for October 2026, v1: Hotel Jantar". */
function nameOf({ t, staff }: AlertsPage, { kind, client, month, version }: Undelivered): string {
  const what =
    kind === "publication" && month !== null
      ? t("alertsPage.undelivered.publication", {
          month: monthText(staff.locale, month),
          version: String(version),
        })
      : t(`alertsPage.undelivered.${kind === "publication" ? "report" : kind}`);
  return client === null ? what : `${what}: ${client}`;
}
