import type { mail as en } from "@/lib/i18n/messages/en/share-mail";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const mail: MessagesLike<typeof en> = {
  subject: "{client}: raport za {month}",
  corrected: "Poprawiony: {client}, raport za {month}",
  range: "{month}, {range}, kwoty w {currency}",
  open: "Otwórz raport",
  attached: "Raport jest w załączniku jako PDF.",
  notAttached: "PDF nie był jeszcze gotowy, gdy wysyłaliśmy tę wiadomość; można go pobrać z raportu.",
  until: "Link działa do {date}.",
};
