import type { staff as en } from "@/lib/i18n/messages/en/staff";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const staff: MessagesLike<typeof en> = {
  shell: {
    main: "Główna nawigacja",
    skip: "Do treści",
    reports: "Raporty",
    signOut: "Wyloguj",
    role: { admin: "administrator", manager: "opiekun klientów", viewer: "podgląd" },
  },
  error: {
    heading: "Tej strony nie udało się odczytać.",
    effect: "Nic się nie zmieniło. Pobieranie danych i udostępnione linki działają.",
    retry: "Spróbuj ponownie",
    reference: "Dla inżyniera: {digest}",
  },
  notFound: {
    heading: "Pod tym adresem nic nie ma.",
    lead: "Strona mogła zostać przeniesiona albo w adresie jest literówka.",
    home: "Wszystkie raporty",
  },
};
