import type { share as en } from "@/lib/i18n/messages/en/share";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const share: MessagesLike<typeof en> = {
  closedTitle: "Ten link się nie otwiera",
  closed: "Mógł wygasnąć albo został zastąpiony. Poproś o nowy osobę, która go wysłała.",
  faultTitle: "Nie możemy teraz pokazać raportu",
  fault: "To usterka po naszej stronie, a nie wina linku. Otwórz go ponownie za kilka minut.",
  waitingTitle: "Raport nie jest jeszcze opublikowany",
  waiting:
    "{client}: agencja jeszcze sprawdza ten miesiąc. Ten sam link otworzy raport od razu po publikacji.",
};
