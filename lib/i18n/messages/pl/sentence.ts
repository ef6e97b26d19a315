import type { sentence as en } from "@/lib/i18n/messages/en/sentence";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const sentence: MessagesLike<typeof en> = {
  title: "Jak policzono to zdanie",
  counted: "{count}: {names}",
  read: "Policzono",
  checks: "Kontrole z",
  never: "nigdy",
  today: {
    formula:
      "Klient wymaga uwagi, dopóki otwarty alert, który go dotyczy, każe komuś coś zrobić. Kompletny: każdy oczekiwany dzień jest zapisany. Nie da się ocenić: któraś kontrola nie ma odpowiedzi. Jeden klient może stać w kilku wierszach.",
    need: "Wymagają uwagi",
    complete: "Kompletni",
    missing: "Z brakującymi dniami",
    unreconciled: "Niezgodni",
    late: "Spóźnieni",
    waiting: "Bez oczekiwanego dnia",
    unknown: "Bez oceny",
    unjudged: "Bez porównania",
    all: "Wszyscy klienci",
  },
  reports: {
    formula:
      "Jeden raport na klienta za ten miesiąc. Opublikowany: jest wersja, a najnowszej nie wycofano. Zablokowane i do obejrzenia według zasad listy kontrolnej przy każdym raporcie.",
    out: "Opublikowane",
    stale: "Z nich nieaktualne według dzisiejszych liczb",
    ready: "Do publikacji",
    blocked: "Zablokowane",
    look: "Do obejrzenia",
    open: "Miesiąc trwa",
  },
  month: {
    formula: "Wiersze listy kontrolnej na tej stronie, z zapisanych dni, publikacji i komentarzy.",
    blocks: "Blokują",
    look: "Do obejrzenia",
    unknown: "Nieznane",
    info: "Do wiadomości",
    clear: "Bez zastrzeżeń",
  },
  alerts: {
    formula:
      "Jeden otwarty alert na klienta, kontrolę i przedmiot; alerty z jednej przyczyny to jeden wiersz. Bez odpowiedzi: kontrole, których nie dało się ocenić u co najmniej jednego klienta, choć powinny.",
    open: "Otwarte",
    acknowledged: "Potwierdzone",
    snoozed: "Odłożone",
    unknown: "Bez odpowiedzi",
  },
  links: {
    formula:
      "Link otwiera raport do swojego ostatniego dnia, chyba że jest wstrzymany albo unieważniony, miesiąc nie jest jeszcze opublikowany albo raport wycofano. Jeden link może wymagać uwagi z kilku powodów.",
    live: "Działające",
    waits: "Czekające na publikację",
    withdrawn: "Pokazujące wycofanie",
  },
  health: {
    formula:
      "Dni z ostatnich 35, oczekiwane według zegara każdego konta. Nie pobrano: nie ma zapisanego wiersza ani planowanej próby. Dotyczy klienta, który ma taki dzień albo dzień niezgodny.",
    missing: "Nie pobrano",
    unreconciled: "Niezgodne",
    late: "Spóźnione",
    affected: "Których klientów dotyczy",
    all: "Należne dni",
    found: "Kontrole, które coś znalazły",
    unknown: "Kontrole bez odpowiedzi",
    partly: "Ocenione częściowo",
  },
  link: {
    title: "Otwarcia linku: {client}",
    formula:
      "Wpuszczone żądania tego linku: strona, jej PDF albo pliki; liczy się każde, także drugie od tej samej osoby. Odrzuconych żądań, podglądów zespołu, stron wczytanych przez przeglądarkę z wyprzedzeniem ani podglądów linku w komunikatorach, skanerów poczty i wyszukiwarek, które się przedstawiają, w tym nie ma.",
    what: "Otwiera",
    made: "Utworzono",
    madeBy: "{instant}, {name}",
    last: "Ostatnie otwarcie",
  },
};
