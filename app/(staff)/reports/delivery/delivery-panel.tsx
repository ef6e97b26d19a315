import { DeliveryForm } from "@/app/(staff)/reports/delivery/delivery-form";
import { SendAgainButton, SendAgainForm } from "@/app/(staff)/reports/delivery/send-again";
import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { lastReminderDay, mostRecipients, reminderHour } from "@/lib/deliver/settings/delivery-settings";
import type { PublicationMailState } from "@/lib/deliver/settings/read-delivery";
import { dayText, localDay } from "@/lib/i18n/date-text";

/** Who gets this client's reports by mail, what became of this month's mails with the way to send a failed one again, and the form for those who may change it. */
export function DeliveryPanel({ page }: { page: ClientMonth }) {
  const { t, who, delivery } = page;
  const { recipients, attachPdf, reminderDay } = delivery.settings;
  const { zone } = who.account;
  const hour = `${reminderHour}:00`;
  return (
    <section aria-labelledby="delivery">
      <h2 id="delivery" className="mb-2 font-semibold text-base">
        {t("delivery.heading")}
      </h2>
      <p className={recipients.length === 0 ? "text-ink-3" : undefined}>
        {recipients.length === 0
          ? t("delivery.none")
          : t("delivery.gets", {
              count: recipients.length,
              language: t(`delivery.language.${delivery.locale}`),
              pdf: attachPdf ? "yes" : "no",
            })}
      </p>
      <p className="mt-1 text-ink-3">
        {reminderDay === null
          ? t("delivery.notReminded")
          : t("delivery.reminded", { day: String(reminderDay), hour, zone })}
      </p>
      {delivery.mails.length > 0 ? (
        <SendAgainForm>
          <ul className="mt-2">
            {delivery.mails.map((mail) => (
              <Mail key={mail.id} page={page} mail={mail} />
            ))}
          </ul>
        </SendAgainForm>
      ) : null}
      {page.mayChange ? (
        <details className="mt-3">
          <summary className="cursor-pointer text-accent max-desk:min-h-11 max-desk:content-center underline-offset-3 hover:underline">
            {t("delivery.change")}
          </summary>
          <DeliveryForm
            client={who.client.slug}
            standing={{
              mark: delivery.mark,
              fields: {
                recipients: recipients.join("\n"),
                locale: delivery.locale,
                attach: attachPdf,
                reminder: reminderDay === null ? "" : String(reminderDay),
              },
            }}
            days={Array.from({ length: lastReminderDay }, (_, index) => ({
              day: index + 1,
              words: t("delivery.form.day", { day: String(index + 1) }),
            }))}
            words={{
              recipients: t("delivery.form.recipients"),
              recipientsHint: t("delivery.form.recipientsHint", { count: String(mostRecipients) }),
              locale: t("delivery.form.locale"),
              localeHint: t("delivery.form.localeHint"),
              pl: t("delivery.language.pl"),
              en: t("delivery.language.en"),
              attach: t("delivery.form.attach"),
              attachHint: t("delivery.form.attachHint"),
              reminder: t("delivery.form.reminder"),
              reminderHint: t("delivery.form.reminderHint", { hour, zone }),
              never: t("delivery.form.never"),
              save: t("delivery.form.save"),
              busy: t("delivery.form.busy"),
            }}
          />
        </details>
      ) : null}
    </section>
  );
}

function Mail({ page, mail }: { page: ClientMonth; mail: PublicationMailState }) {
  const { t, staff, who } = page;
  const version = String(mail.version);
  const words = () => {
    if (mail.state === "sent" && mail.sentAt !== null) {
      const date = dayText(staff.locale, localDay(who.account.zone, mail.sentAt));
      return t(`delivery.mails.${mail.withoutPdf ? "sentWithoutPdf" : "sent"}`, { version, date });
    }
    if (mail.state === "failed") return t("delivery.mails.failed", { version, error: mail.error ?? "—" });
    return t(`delivery.mails.${mail.state === "sent" ? "waits" : mail.state}`, { version });
  };
  return (
    <li className="border-rule border-b py-2">
      <p className="break-words">{mail.recipient}</p>
      <p className={mail.state === "failed" ? "break-words text-bad text-xs" : "text-ink-3 text-xs"}>
        {words()}
      </p>
      {mail.state === "failed" && page.mayChange ? (
        <div className="mt-1">
          <SendAgainButton
            id={mail.id}
            name={mail.recipient}
            words={{ button: t("delivery.again.button"), busy: t("delivery.again.busy") }}
          />
        </div>
      ) : null}
    </li>
  );
}
