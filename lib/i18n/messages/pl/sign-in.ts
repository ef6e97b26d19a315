import type { signIn as en } from "@/lib/i18n/messages/en/sign-in";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const signIn: MessagesLike<typeof en> = {
  title: "Logowanie",
  clients: "Klienci nie potrzebują konta: otwierają link, który od nas dostali.",
  language: "Język",
  address: {
    heading: "Zaloguj się",
    lead: "Wyślemy Ci kod mailem. Hasła nie ma.",
    label: "Adres e-mail",
    hint: "Ten, na który przyszło zaproszenie.",
    submit: "Wyślij mi kod",
    busy: "Wysyłam kod",
    malformed: "Wpisz cały adres, razem z @ i tym, co po nim.",
    signedOut: "Wylogowano.",
    signOutHere: "Wyloguj się w samym portalu.",
  },
  code: {
    heading: "Wpisz kod z maila",
    lead: "Jeśli <b>{email}</b> ma zaproszenie, wysyłamy tam kod. Działa raz, przez {minutes} minut. Jeśli nie przyjdzie w ciągu minuty, poproś niżej o nowy.",
    label: "Kod, sześć cyfr",
    hint: "Można go wkleić.",
    submit: "Zaloguj się",
    busy: "Loguję",
    again: "Wyślij mi nowy kod",
    againIn: "Nowy kod za {time}",
    other: "Użyj innego adresu",
    malformed: "Kod ma sześć cyfr.",
    wrong:
      "Ten kod nie został przyjęty. Porównaj go z najnowszym mailem albo poproś o nowy. {remaining, plural, =0 {To była ostatnia próba.} one {Została # próba.} few {Zostały # próby.} other {Zostało # prób.}}",
    expired: "Ten kod już nie działa. Poproś niżej o nowy.",
    resent:
      "Wysyłamy nowy kod; liczy się najnowszy. Jeśli i tym razem nie przyjdzie, powiedz o tym osobie, od której masz zaproszenie.",
  },
  tooMany:
    "Za dużo prób. Spróbuj ponownie za {minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}.",
  outageTitle: "Nie możemy teraz nikogo rozpoznać",
  outage:
    "Portal nie może zapytać usługi logowania, kim jesteś. To usterka po naszej stronie; logowanie pozostaje ważne. Otwórz tę stronę ponownie za kilka minut.",
  unavailable:
    "Kodów nie da się teraz wysłać ani sprawdzić, więc nikt się nie zaloguje. Nic się nie zmieniło. Spróbuj ponownie za kilka minut.",
};
