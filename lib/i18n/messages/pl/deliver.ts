import type { deliver as en } from "@/lib/i18n/messages/en/deliver";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const deliver: MessagesLike<typeof en> = {
  subject: {
    now: "{agency}: {title}{more, plural, =0 {} one { i # kolejny} few { i # kolejne} other { i # kolejnych}}",
    morning:
      "{agency}: {count, plural, one {# alert} few {# alerty} many {# alertów} other {# alertu}} na dziś rano",
    resolved:
      "{agency}: już po sprawie: {title}{more, plural, =0 {} one { i # kolejny} few { i # kolejne} other { i # kolejnych}}",
    test: "{agency}: test alertów",
  },
  lead: {
    now: "{count, plural, one {Jedna sprawa wymaga teraz uwagi.} few {# sprawy wymagają teraz uwagi.} many {# spraw wymaga teraz uwagi.} other {# sprawy wymaga teraz uwagi.}}",
    morning:
      "{count, plural, one {Jedna sprawa jest otwarta, ale niepilna.} few {# sprawy są otwarte, ale niepilne.} many {# spraw jest otwartych, ale niepilnych.} other {# sprawy jest otwarte, ale niepilne.}}",
    resolved:
      "{count, plural, one {To już za nami; nic nie trzeba robić.} few {Te # sprawy są już za nami; nic nie trzeba robić.} many {Te # spraw jest już za nami; nic nie trzeba robić.} other {Te # sprawy są już za nami; nic nie trzeba robić.}}",
    test: "To jest test. Tą drogą przyjdą alerty o brakujących, błędnych lub spóźnionych liczbach.",
  },
  clients: "{count, plural, one {Klient} few {# klienci} many {# klientów} other {# klienta}}: {list}",
  agency: "Cała agencja",
  severity: { critical: "Krytyczny", high: "Ważny", normal: "Zwykły" },
  since: "Od {time}",
  months: "Raporty: {months}",
  amount: {
    spend: "Wydatki: {amount}",
    estimate: "Szacunek: w takie dni wydaje się zwykle {amount}",
    difference: "Różnica wydatków: {amount}",
  },
  effect: "Skutek",
  next: "Następny krok",
  open: "Otwórz alerty",
  left: "I jeszcze {count, plural, one {# sprawa} few {# sprawy} many {# spraw} other {# sprawy}} na stronie alertów",
  runbook: "Dla inżyniera: {path}",
  footer: {
    manager: "Dostajesz tę wiadomość, bo opiekujesz się tymi klientami ({agency}).",
    admin: "Dostajesz tę wiadomość, bo administratorzy dostają wszystkie alerty ({agency}).",
    address: "Dostajesz tę wiadomość, bo na ten adres wysyłane są alerty ({agency}).",
    test: "Dostajesz tę wiadomość, bo na ten adres wysłano test ({agency}).",
  },
};
