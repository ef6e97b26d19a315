import type { share as en } from "@/lib/i18n/messages/en/share";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";
import { file } from "@/lib/i18n/messages/pl/share-file";
import { mail } from "@/lib/i18n/messages/pl/share-mail";
import { staff } from "@/lib/i18n/messages/pl/share-staff";

export const share: MessagesLike<typeof en> = {
  closedTitle: "Ten link się nie otwiera",
  closed: "Mógł wygasnąć albo został zastąpiony. Poproś o nowy osobę, która go wysłała.",
  faultTitle: "Nie możemy teraz pokazać raportu",
  fault: "To usterka po naszej stronie, a nie wina linku. Otwórz go ponownie za kilka minut.",
  waitingTitle: "Raport nie jest jeszcze opublikowany",
  waiting:
    "{client}: agencja jeszcze sprawdza ten miesiąc. Ten sam link otworzy raport od razu po publikacji.",
  withdrawnTitle: "Ten raport został wycofany",
  withdrawn:
    "{agency}: raport za {month} został wycofany {date}. Nowa wersja, gdy się pojawi, otworzy się z tego samego linku.",
  withdrawnVersionTitle: "Wersja {version} została wycofana",
  withdrawnVersion: "{agency}: wycofana {date}. Raportem za {month} jest teraz wersja {newest}.",
  questions: "Pytania: {contact}",
  makingTitle: "PDF jest w przygotowaniu",
  making: "Po publikacji zajmuje to minutę lub dwie. Ta strona sama sprawdzi, czy jest gotowy.",
  passcode: {
    title: "Ten raport jest chroniony hasłem",
    where: "Hasło znajdziesz w wiadomości od swojej agencji.",
    label: "Hasło",
    open: "Otwórz raport",
    untried:
      "Nie dotarło nic, co mogłoby być hasłem, więc żadna próba nie przepadła. Wpisz je i otwórz ponownie.",
    wrongTitle: "Złe hasło",
    wrong:
      "To hasło jest nieprawidłowe. {remaining, plural, =0 {Na razie nie ma więcej prób.} one {Została #\u00A0próba z 5.} few {Zostały #\u00A0próby z 5.} many {Zostało #\u00A0prób z 5.} other {Zostało #\u00A0próby z 5.}}",
    tooManyTitle: "Za dużo prób",
    tooMany:
      "Ten raport będzie można otworzyć o {time} ({zone}). Jeśli nie masz już hasła, zapytaj osobę, która wysłała link.",
  },
  replaced: "To jest wersja {version}. Zastąpiła ją wersja\u00A0{newest}.",
  openNewest: "Otwórz wersję\u00A0{newest}",
  changes: {
    title: "{client}, {month}: co się zmieniło",
    corrected: "Wersja {version}, {date}",
    figure: "Liczba",
    version: "Wersja {version}",
    difference: "Różnica",
    why: "Dlaczego: {why}",
    openVersion: "Otwórz wersję {version}",
    noFigures: "Żadna liczba się nie zmieniła.",
    none: "Od publikacji ten raport nie był poprawiany.",
    back: "Wróć do raportu",
  },
  file,
  mail,
  staff,
};
