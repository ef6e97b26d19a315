import type { story as en } from "@/lib/i18n/messages/en/story";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const story: MessagesLike<typeof en> = {
  verdict: {
    not_collected: "Nie pobrano jeszcze żadnych danych za {month}.",
    noAds: "Reklamy nie były wyświetlane {inMonth}.",
    noAdsOnDays:
      "Reklamy nie były wyświetlane {days, plural, one {w jedynym pobranym dniu} other {w żadnym z # pobranych dni}} {month}.",
    lastDelivery: "Ostatnia emisja {date}.",
    fromEarlierAds: "{subject} – z wcześniejszych reklam.",
    no_results: "{subject} {inMonth}; wydano {spend}.",
    no_resultsAlone: "{subject} {inMonth}.",
    spend: "Wydano {spend} {inMonth}.",
    spendNotAdded: "Kwoty za {month} są w różnych walutach i nie są sumowane.",
    spendChanged: "Wydano {spend}, {change} niż {inBase}.",
    spendSame: "Wydano {spend}, tyle samo co {inBase}.",
    and: "{first}, a {second}.",
    but: "{first}, ale {second}.",
    countAlone: "{count}.",
    first: "{subject}, {change} niż {inBase}",
    firstSame: "{subject}, tyle samo co {inBase}",
    second: "{subject}, {change}",
    secondSame: "{subject}, tyle samo co wcześniej",
    counts: "{subject} ({inBase} {base})",
    countsDiffering: "{subject} ({inBase} {base}, niezgodnie z sumą Meta)",
    plain: "{subject}",
    costChanged: "{subject}, {change} niż {inBase}",
    costChangedSecond: "{subject}, {change}",
    costSame: "{subject}, tyle samo co {inBase}",
    costSameSecond: "{subject}, tyle samo co wcześniej",
    costLowest: "{subject}, najmniej od 13 miesięcy",
    costHighest: "{subject}, najwięcej od 13 miesięcy",
    inSameDays: "{count, plural, one {tego samego dnia {month}} other {w tych samych # dniach {month}}}",
    baseDiffers: "{inBase} (miesiąc niezgodny z sumą Meta)",
    partial: "{days} z {expected} dni – {sentence}",
    more: "o {change} więcej",
    fewer: "o {change} mniej",
    less: "o {change} mniej",
    there: {
      reservations:
        "{count, plural, one {Była {n} rezerwacja} few {Były {n} rezerwacje} other {Było {n} rezerwacji}}",
      leads: "{count, plural, one {Było {n} zapytanie} few {Były {n} zapytania} other {Było {n} zapytań}}",
      messages:
        "{count, plural, one {Była {n} rozpoczęta rozmowa} few {Były {n} rozpoczęte rozmowy} other {Było {n} rozpoczętych rozmów}}",
      click_to_call:
        "{count, plural, one {Był {n} kontakt telefoniczny} few {Były {n} kontakty telefoniczne} other {Było {n} kontaktów telefonicznych}}",
    },
    none: {
      reservations: "Nie było rezerwacji",
      leads: "Nie było zapytań",
      messages: "Nie rozpoczęto żadnej rozmowy",
      click_to_call: "Nie było kontaktów telefonicznych",
    },
    thereNamed: "{name}: {n}",
    one: {
      reservations: "rezerwacja kosztowała {value}",
      leads: "zapytanie kosztowało {value}",
      messages: "rozmowa kosztowała {value}",
      click_to_call: "kontakt telefoniczny kosztował {value}",
    },
    oneNamed: "koszt jednostkowy to {value}",
  },
  drivers: {
    lower: "{metric}: o {amount} mniej niż {inBase}.",
    higher: "{metric}: o {amount} więcej niż {inBase}.",
    same: "{metric}: tyle samo co {inBase}.",
    because: "{what} {causes}.",
    becauseAlthough: "{what} {causes}, choć {others}.",
    cause: "{text} ({amount})",
    cpm: { lower: "wyświetlenia potaniały", higher: "wyświetlenia podrożały" },
    link_ctr: { lower: "reklamy częściej klikano", higher: "reklamy rzadziej klikano" },
    result_rate: {
      lower: "kliknięcia częściej kończyły się wynikiem",
      higher: "kliknięcia rzadziej kończyły się wynikiem",
    },
    total_impressions: { lower: "reklamy wyświetlano rzadziej", higher: "reklamy wyświetlano częściej" },
    campaigns:
      "Z tej samej różnicy {between} dało przesunięcie budżetu między kampaniami, a {within} zmiana w tych samych kampaniach.",
  },
};
