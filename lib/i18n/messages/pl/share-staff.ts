import type { staff as en } from "@/lib/i18n/messages/en/share-staff";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const staff: MessagesLike<typeof en> = {
  tooFar: "Link działa najwyżej dwa lata. Wybierz wcześniejszy dzień.",
  passcodeShort:
    "Hasło musi mieć co najmniej {least, plural, one {# znak} few {# znaki} many {# znaków} other {# znaku}}.",
  passcode: "Hasło (niewymagane)",
  passcodeHint:
    "Co najmniej {least, plural, one {# znak} few {# znaki} many {# znaków} other {# znaku}}. Wyślij je inną drogą niż link; nie da się go pokazać ponownie.",
};
