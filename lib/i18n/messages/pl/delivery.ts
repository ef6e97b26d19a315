import type { delivery as en } from "@/lib/i18n/messages/en/delivery";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const delivery: MessagesLike<typeof en> = {
  heading: "Poczta",
  none: "Nikt nie dostaje raportów tego klienta pocztą.",
  gets: "Każdy raport {count, plural, one {dostaje # adres} few {dostają # adresy} many {dostaje # adresów} other {dostaje # adresu}} pocztą, {language}, {pdf, select, yes {z plikiem PDF} other {bez pliku PDF}}.",
  language: { pl: "po polsku", en: "po angielsku" },
  reminded:
    "Przypomnienie dla zespołu {day}. dnia następnego miesiąca o {hour}, {zone}, dopóki raport nie jest opublikowany.",
  notReminded: "Zespół nie dostaje przypomnień.",
  change: "Zmień odbiorców",
  form: {
    recipients: "Adresy poczty",
    recipientsHint:
      "Po jednym w wierszu, najwyżej {count}. Każdy dostaje własny link. Wiadomości wysłane i czekające się nie zmieniają.",
    locale: "Język raportu i wiadomości",
    localeHint: "Od następnej wersji.",
    attach: "Załącz PDF",
    attachHint: "Wiadomość czeka wtedy na PDF, najwyżej dwie godziny; jeśli idzie bez niego, mówi o tym.",
    reminder: "Przypomnij zespołowi o nieopublikowanym raporcie",
    never: "Nigdy",
    day: "{day}. dnia następnego miesiąca",
    reminderHint:
      "O {hour} według zegarów klienta ({zone}), do opiekuna klienta, a gdy go nie ma, do administratorów.",
    save: "Zapisz",
    busy: "Zapisuję …",
    saved:
      "Zapisano: {count, plural, =0 {nikt nie dostaje raportu pocztą} one {# adres} few {# adresy} many {# adresów} other {# adresu}}.",
    malformed: "„{address}” to nie jest adres poczty. Nic nie zapisano.",
    tooMany: "Najwyżej {count} adresów. Nic nie zapisano.",
    changedSince:
      "Nic nie zapisano: ktoś zmienił te ustawienia po otwarciu tej strony. Teraz jest tak: {any, select, no {brak adresów} other {{list}}}; {language}, {pdf, select, yes {z plikiem PDF} other {bez pliku PDF}}; {day, select, never {bez przypomnienia dla zespołu} other {przypomnienie dla zespołu {day}. dnia}}. Twoje zmiany zostały w formularzu, reszta pokazuje stan obecny; zapisanie go zastąpi.",
    faulty: "Formularz nie dotarł w całości. Nic nie zapisano; wczytaj stronę jeszcze raz.",
  },
  mails: {
    sent: "v{version} wysłano {date}",
    sentWithoutPdf: "v{version} wysłano {date} bez pliku PDF, o czym mówi wiadomość",
    waits: "v{version} czeka na wysłanie",
    waits_for_pdf: "v{version} czeka na swój PDF",
    failed: "v{version} nie udało się dostarczyć: {error}",
    withdrawn: "v{version} nie wysłano: raport został wycofany",
    replaced: "v{version} nie dotarła; nowsza wersja ma własną wiadomość",
    removed: "v{version} nie dotarła; ten adres nie dostaje już raportów",
  },
  again: {
    button: "Wyślij ponownie",
    busy: "Dodawanie do kolejki",
    done: "Wiadomość znów jest w kolejce; wyjdzie w ciągu kilku minut.",
    already: "Nie ma nic do zrobienia: ktoś był szybszy, wiadomość czeka lub jest wysłana.",
    unknown: "Tej wiadomości już nie ma. Wczytaj stronę jeszcze raz.",
    not_allowed: "Wysłać ponownie może tylko opiekun klienta lub administrator.",
    withdrawn: "Nie wysłano: raport został wycofany.",
    replaced: "Nie wysłano: nowsza wersja ma własną wiadomość.",
    removed: "Nie wysłano: ten adres nie dostaje już raportów.",
  },
  reminder: {
    subject: "{client}: raport za {month} nie jest jeszcze opublikowany",
    draft: "Raport klienta {client} za {month} to szkic; nikt nie wziął go do sprawdzenia.",
    in_review: "Raport klienta {client} za {month} jest w sprawdzaniu i nie jest jeszcze opublikowany.",
    withdrawn: "Raport klienta {client} za {month} został wycofany, a nowej wersji jeszcze nie ma.",
    open: "Otwórz raport",
    footer: "To przypomnienie jest ustawione dla tego klienta ({agency}).",
  },
};
