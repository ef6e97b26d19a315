import type { alerts as en } from "@/lib/i18n/messages/en/alerts";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const alerts: MessagesLike<typeof en> = {
  reportsNotCalled: {
    title: "Nikt nie uruchamia raportów miesięcznych",
    cause: "Harmonogram powinien co godzinę prosić o szkice raportów za miesiąc, a tego nie zrobił.",
    effect:
      "Szkice i przypomnienia powstają tylko przy pracy kolejki; jeśli i ona stanie, nikt się nie dowie, że raport czeka.",
    next: "Sprawdź listę zadań cron i CRON_SECRET.",
  },
  check: {
    spend_without_impressions: {
      title: "Wydatki bez wyświetleń",
      cause: "Meta podaje wydatki za dzień, w którym nie podaje żadnych wyświetleń.",
      effect: "Dzień zapisaliśmy tak, jak podała Meta. Kosztu 1000 wyświetleń nie da się z niego policzyć.",
      next: "Porównaj ten dzień w Menedżerze reklam. Jeśli są tam inne liczby, pobierz dzień ponownie.",
    },
    clicks_over_impressions: {
      title: "Więcej kliknięć niż wyświetleń",
      cause: "Meta podaje więcej kliknięć niż wyświetleń.",
      effect: "Dzień zapisaliśmy tak, jak podała Meta. Jego CTR przekracza 100%.",
      next: "Porównaj ten dzień w Menedżerze reklam. Jeśli są tam inne liczby, pobierz dzień ponownie.",
    },
    funnel_inverted: {
      title: "Późniejszy krok lejka jest większy niż poprzedni",
      cause: "Do późniejszego kroku lejka dotarło więcej osób niż do poprzedniego.",
      effect: "Przejścia między krokami przekraczają tego dnia 100% i są oznaczone w raporcie.",
      next: "Sprawdź, które typy akcji liczymy jako kroki; często jeden z nich liczy coś innego.",
    },
    conversion_rate_high: {
      title: "Nietypowo dużo konwersji na wyświetlenia",
      cause: "Ponad 10% wyświetleń skończyło się konwersją. Zwykle tag uruchamia się za często.",
      effect: "Koszty wyniku z tego dnia wyglądają lepiej, niż są.",
      next: "Sprawdź tag klienta i typ akcji, który liczymy jako ten wynik.",
    },
    data_refused: {
      title: "Odpowiedź Meta odrzucona",
      cause:
        "W odpowiedzi Meta brakowało wymaganych pól albo były w niej liczby, które nie mogą być prawdziwe.",
      effect: "Nic z tej odpowiedzi nie zapisaliśmy; zostaje to, co było wcześniej.",
      next: "Zapytamy ponownie przy następnym pobieraniu. Jeśli potrwa to dobę, odpowiedź powinien obejrzeć inżynier.",
    },
    results_gone: {
      title: "Zniknęły wyniki, które Meta już podała",
      cause: "Meta nie podaje wyników za dni, za które wcześniej je podawała.",
      effect:
        "Wyniki odczytane wcześniej zachowujemy, bo usunięty tag i utracone zdarzenia wyglądają tak samo.",
      next: "Zapytaj klienta, czy zmieniano piksel lub zdarzenie, potem pobierz te dni ponownie.",
    },
    settled_day_restated: {
      title: "Zmienił się ostateczny dzień",
      cause: "Meta zmieniła liczby dnia, który nie powinien się już zmieniać.",
      effect: "Nowe liczby są zapisane, stare zostają obok. Opublikowany raport może się teraz różnić.",
      next: "Porównaj opublikowany miesiąc i opublikuj korektę, jeśli różnica jest istotna.",
    },
    campaign_sum_differs: {
      title: "Kampanie nie sumują się do wartości podanej przez Meta",
      cause:
        "Wykryto niepełne dane (Incomplete Data Detected): kampanie z jednego dnia nie sumują się do wartości, którą Meta podaje dla całego konta, także po drugim odczycie.",
      effect:
        "Dzień jest zapisany i oznaczony jako niezgodny. Miesiąca nie można opublikować bez uzasadnienia.",
      next: "Pobierz dzień ponownie. Jeśli różnica zostanie, opublikuj z uzasadnieniem albo poczekaj do rana.",
    },
    spend_without_conversions: {
      title: "Reklamy działają, ale nic się nie liczy",
      cause: "Reklamy kosztują, a nie policzono żadnego wyniku, choć u tego klienta zwykle są.",
      effect: "Albo nikt nie konwertuje, albo tag nie liczy. Kosztu wyniku za te dni nie da się pokazać.",
      next: "Sprawdź formularz lub rezerwację klienta i zdarzenia w Menedżerze zdarzeń Meta.",
    },
    conversions_without_spend: {
      title: "Wyniki bez wydatków",
      cause: "W dniach bez wydatków policzono wyniki.",
      effect:
        "To spóźnione wyniki wcześniejszych reklam albo nie pochodzą z reklam. Koszty wyniku wyglądają lepiej, niż są.",
      next: "Sprawdź ustawienie atrybucji i czy to samo zdarzenie nie ma innego źródła.",
    },
    kpi_fell: {
      title: "Wyniki wyraźnie spadły",
      cause: "Wynik jest wyraźnie niższy niż w te same dni tygodnia w poprzednich tygodniach.",
      effect: "Klient zobaczy to w raporcie miesięcznym.",
      next: "Obejrzyj kampanie z tych dni: budżet, status, tag. Jeśli jest powód, dopisz go do raportu.",
    },
    row_volume_low: {
      title: "Dużo mniej kampanii niż zwykle",
      cause: "Meta odpowiedziała znacznie mniejszą liczbą wierszy niż w poprzednie dni.",
      effect: "Kampanie mogły się skończyć albo odpowiedź była niepełna.",
      next: "Porównaj liczbę działających kampanii w Menedżerze reklam. Jeśli jest większa, pobierz te dni ponownie.",
    },
    days_missing: {
      title: "Brakuje dni",
      cause: "Nie pobrano dni, które powinny już tu być.",
      effect:
        "Pokazujemy je jako brakujące, nigdy jako zero. Miesiąca z brakującym dniem nie można opublikować bez uzasadnienia.",
      next: "Pobierz te dni ponownie. Przy każdym pobieraniu próbujemy też sami.",
    },
    month_total_differs: {
      title: "Dni miesiąca nie sumują się do miesiąca podanego przez Meta",
      cause: "Suma dni różni się od wartości, którą Meta podaje za cały miesiąc.",
      effect: "Miesiąca nie można opublikować bez uzasadnienia.",
      next: "Pobierz miesiąc ponownie. Jeśli różnica zostanie, porównaj go w Menedżerze reklam.",
    },
    unusual_restatement: {
      title: "Nietypowo duża zmiana ze strony Meta",
      cause: "Meta zmieniła liczby wcześniejszych dni bardziej niż zwykle.",
      effect: "Nowe liczby są zapisane, stare zostają obok. Opublikowany raport może się teraz różnić.",
      next: "Obejrzyj zmienione dni. Jeśli dotyczy to opublikowanego miesiąca, opublikuj korektę.",
    },
    yesterday_late: {
      title: "Wczorajszy dzień się spóźnia",
      cause: "Wczorajszych liczb nie było jeszcze o ustalonej porze.",
      effect: "Liczby kończą się dzień wcześniej. Próbujemy co godzinę.",
      next: "Na razie nic. Jeśli po kilku godzinach nadal ich nie będzie, obejrzyj przebiegi.",
    },
    data_stale: {
      title: "Od dwóch dni nie ma nowych liczb",
      cause: "Nie pobrano ani wczoraj, ani przedwczoraj.",
      effect: "Wszystko, co pokazujemy dla tego klienta, kończy się wcześniej, niż powinno.",
      next: "Obejrzyj ostatnią próbę tego klienta w stanie danych, usuń przyczynę i pobierz ponownie.",
    },
    shared_ad_account: {
      title: "Dwóch klientów pokazuje jedno konto reklamowe",
      cause: "Dwóch klientów wskazuje to samo konto reklamowe albo pokazuje dokładnie te same liczby.",
      effect: "Jeden z nich widzi nie swoje liczby.",
      next: "Zanim cokolwiek opublikujesz lub udostępnisz, sprawdź konta reklamowe obu klientów.",
    },
    token_invalid: {
      title: "Meta odmawia nam dostępu",
      cause: "Meta odmawia nam dostępu: wygasł, został cofnięty albo zmieniono hasło.",
      effect: "Dla klientów tego połączenia nie pobieramy niczego nowego. Zapisane liczby zostają.",
      next: "Połącz ponownie. Brakujące dni pobierzemy wtedy automatycznie.",
    },
    token_expiring: {
      title: "Nasz dostęp do Meta wkrótce wygaśnie",
      cause: "Nasz dostęp do Meta ma datę końca.",
      effect: "Liczby nadal odczytujemy. Po tym dniu niczego nie pobierzemy.",
      next: "Połącz ponownie przed tym dniem.",
    },
    scope_missing: {
      title: "Nasz dostęp nie obejmuje odczytu reklam",
      cause: "Nasz dostęp do Meta nie ma uprawnienia do odczytu reklam.",
      effect: "Z tym dostępem niczego nie pobieramy.",
      next: "Połącz ponownie i zezwól na odczyt reklam.",
    },
    account_not_granted: {
      title: "Nasz dostęp nie obejmuje konta reklamowego",
      cause: "Nasz dostęp pozwala czytać reklamy, ale nie z tego konta reklamowego.",
      effect: "Dla tego klienta nie pobieramy niczego nowego.",
      next: "Osoba, która je połączyła, musi dodać konto reklamowe; potem odczytamy je automatycznie.",
    },
    no_access: {
      title: "Brak dostępu do konta reklamowego",
      cause: "Meta nie pozwala nam odczytać tego konta reklamowego.",
      effect: "Dla tego klienta nie pobieramy niczego nowego. Innych klientów to nie dotyczy.",
      next: "Poproś klienta o ponowny dostęp; próbujemy co rano, a brakujące dni pobierzemy.",
    },
    account_status: {
      title: "Meta wyłączyła lub ograniczyła konto reklamowe",
      cause: "Meta wyłączyła lub ograniczyła konto reklamowe.",
      effect: "Reklamy nie są w nim wyświetlane. Liczby można nadal odczytać i są pobierane.",
      next: "Właściciel konta reklamowego musi to załatwić w Meta: płatność, weryfikacja albo odwołanie.",
    },
    spend_cap: {
      title: "Konto reklamowe osiągnęło limit wydatków",
      cause: "Konto reklamowe osiągnęło limit wydatków.",
      effect: "Meta nie wyświetla reklam, dopóki limit nie zostanie podniesiony. Liczby są nadal pobierane.",
      next: "Podnieś lub wyzeruj limit w ustawieniach płatności Meta.",
    },
    account_changed: {
      title: "Zmieniła się waluta lub strefa czasowa konta reklamowego",
      cause: "Meta podaje inną walutę lub strefę czasową niż ta, w której są zapisane liczby.",
      effect: "Nic nie pobieramy, bo starych i nowych kwot nie wolno sumować.",
      next: "Zapytaj klienta, czy zmiana jest zamierzona, potem ją zaakceptuj.",
    },
    named_gap: {
      title: "Meta nie odpowiada za niektóre dni",
      cause: "Meta nie odpowiada za te dni, nawet gdy pytamy o każdy osobno.",
      effect: "Pokazujemy je jako brakujące, nigdy jako zero.",
      next: "Pytamy o nie co tydzień. Do tego czasu publikacja miesiąca wymaga uzasadnienia.",
    },
    list_not_built: {
      title: "Meta nie przygotowuje jednej z list",
      cause: "Meta nie przygotowuje dla tego konta reklamowego jednej z list wyników.",
      effect: "Liczby, które jej nie potrzebują, są kompletne.",
      next: "Nic nie trzeba robić: próbujemy co tydzień.",
    },
    entities_not_read: {
      title: "Nie udało się odczytać nazw kampanii",
      cause: "Meta nie odpowiedziała na pytanie o kampanie i ich stan.",
      effect: "Liczby są kompletne; nazwy i stany mogą być nieaktualne.",
      next: "Jutro spróbujemy ponownie. Sprawdź, jeśli potrwa to tydzień.",
    },
    request_refused: {
      title: "Meta odrzuca nasze zapytanie",
      cause: "Meta twierdzi, że nie rozumie naszego zapytania o to konto reklamowe.",
      effect: "Dla tego klienta nie pobieramy niczego nowego.",
      next: "Komunikat Meta powinien przeczytać inżynier; zwykle wycofano jakieś pole.",
    },
    unknown_error: {
      title: "Meta odpowiada błędem, którego nie znamy",
      cause: "Meta odpowiedziała kodem błędu, którego nie ma w naszej tabeli.",
      effect: "Próbujemy przy każdym pobieraniu; w miejsce nieodczytanych liczb niczego nie wstawiamy.",
      next: "Inżynier powinien dodać ten kod do tabeli błędów.",
    },
    version_refused: {
      title: "Meta odrzuca wersję swojego interfejsu",
      cause: "Meta odrzuca wersję interfejsu, której używamy.",
      effect: "Dla żadnego klienta nic nie pobieramy.",
      next: "Podnieś wersję i wdróż ją.",
    },
    version_warning: {
      title: "Meta odpowiada inną wersją",
      cause: "Meta odpowiada inną wersją interfejsu niż ta, o którą prosimy.",
      effect: "Liczby zachowujemy.",
      next: "Porównaj z nowszą wersją i podnieś ją w zaplanowany sposób.",
    },
    version_ending: {
      title: "Wersja interfejsu Meta wkrótce przestanie działać",
      cause: "Wersja interfejsu Meta, której używamy, dobiega końca.",
      effect: "Do tego dnia liczby odczytujemy jak zwykle.",
      next: "Porównaj z nowszą wersją i podnieś ją przed tym dniem.",
    },
    clock_differs: {
      title: "Maszyna pobierająca dane ma zły czas",
      cause:
        "Zegar maszyny, która planuje lub pobiera dane, różni się od zegara bazy danych o ponad dwie minuty.",
      effect: "Tę maszynę odrzucamy: niczego nie planuje i nie pobiera. Pozostałe działają jak zwykle.",
      next: "Inżynier powinien ustawić zegar wskazanej maszyny albo ją zatrzymać.",
    },
    rate_limited: {
      title: "Meta ogranicza nasze zapytania",
      cause: "Meta ogranicza, jak często możemy pytać o to konto reklamowe.",
      effect: "Liczby przychodzą później niż zwykle; nic nie przepada.",
      next: "Jeśli minie dzisiaj, nic nie trzeba robić. Jeśli wraca codziennie, o to samo konto pytają inne narzędzia.",
    },
    collection_incomplete: {
      title: "Codzienne pobieranie niepełne (Daily Collection Incomplete)",
      cause: "Pobieranie, które powinno być skończone, nie przyniosło liczb.",
      effect: "Liczby kończą się wcześniej, niż powinny. Klienci, których tu nie wymieniono, są odczytani.",
      next: "Obejrzyj przebiegi w stanie danych: przy kliencie stoi przyczyna i próba. Potem pobierz ponownie.",
    },
    incomplete_data: {
      title: "Wykryto niepełne dane (Incomplete Data Detected)",
      cause: "Dni są zapisane tylko częściowo: suma konta bez kampanii albo kampanie bez wyników.",
      effect: "Liczbom z tych dni nie wolno ufać i nie trafią do publikacji.",
      next: "Pobierz te dni ponownie. Jeśli wrócą takie same, próbę powinien obejrzeć inżynier.",
    },
    not_called: {
      title: "Nikt nie uruchamia pobierania",
      cause: "Harmonogram powinien uruchamiać pobieranie co godzinę, a tego nie zrobił.",
      effect: "Żaden klient nie dostaje nowych liczb, a błędu nikt by nie zobaczył.",
      next: "Sprawdź listę zadań cron i CRON_SECRET, potem uruchom pobieranie ręcznie.",
    },
    queue_stuck: {
      title: "Kolejka stoi",
      cause: "W kolejce czeka praca i nikt jej nie bierze.",
      effect: "Liczby spóźnią się u każdego klienta, który czeka.",
      next: "Sprawdź, czy wywoływane jest drain-queue albo działa worker, potem obejrzyj jego log.",
    },
    checks_incomplete: {
      title: "Kontroli nie wykonano dla wszystkich klientów",
      cause: "Niektórych kontroli nie dało się wykonać albo kontrole się nie uruchomiły.",
      effect: "O tych klientach nic nie wiadomo: ani że wszystko jest dobrze, ani że nie jest.",
      next: "Uruchom kontrole ponownie i obejrzyj w stanie danych powód przy każdym kliencie.",
    },
    not_delivered: {
      title: "Nie udało się dostarczyć wiadomości",
      cause: "Wiadomość próbowaliśmy wysłać kilka razy i nie udało się jej dostarczyć.",
      effect: "Kto powinien wiedzieć, jeszcze nie wie.",
      next: "Popraw ustawienia poczty lub adres usługi, potem wyślij ponownie. Jeśli błędny jest adres u klienta, popraw go i wyślij raport jako link.",
    },
    pdf_missing: {
      title: "Opublikowany raport nie ma pliku PDF",
      cause: "Raport został opublikowany, ale jego pliku PDF nie udało się zrobić lub zapisać.",
      effect: "Klient widzi stronę, ale nie pobierze PDF-u; wiadomości wychodzą bez niego.",
      next: "Przeczytaj powód i usuń go; PDF powstanie wtedy sam, a strona zostaje taka, jaka jest.",
    },
    looks_wrong: {
      title: "Ktoś zgłosił, że liczba wygląda na błędną",
      cause: "Ktoś obejrzał liczbę i uznał, że wygląda na błędną.",
      effect: "Liczba zostaje bez zmian, dopóki ktoś jej nie sprawdzi.",
      next: "Otwórz źródło liczby, porównaj ją z Menedżerem reklam i zamknij alert, dopisując, co ustalono.",
    },
  },
  amount: {
    about: "około {amount}",
    is: {
      spend: "wydane w tych dniach",
      estimate: "tyle zwykle wydaje się w takie dni; szacunek",
      difference: "różnica wydatków",
    },
  },
  figures: {
    pair: "{metric}: kampanie {campaigns}, suma Meta {account}.",
    value: "{metric}: {value}.",
    expires: "Kończy się {date}.",
    days: "{count, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}: {list}.",
    more: "{list} i {count} więcej",
    changed: "Z {from} na {to}.",
    clients: "{count, plural, one {# klient} few {# klienci} many {# klientów} other {# klienta}}: {list}.",
    evaluated: "Wykonano dla {evaluated} z {expected}.",
    since: "Od {time}.",
    never: "Nie wywołano go ani razu.",
    month: "{metric}: suma dni {days}, miesiąc według Meta {meta}.",
    restated: "{metric}: było {from}, jest {to}.",
    compared: "{metric}: {value}, zwykle {usual}.",
    saw: "{name} widzi {shown}.",
    said: "{name} widzi {shown} i pisze: „{words}”",
  },
};
