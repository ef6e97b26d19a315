import { type CastMember, cast } from "@/tools/simulator/worlds/cast";

const shownByTrade = {
  hotel: ["total_spend", "reservations", "cost_per_reservation", "reservation_value"],
  shop: ["total_spend", "reservations", "cost_per_reservation", "roas"],
  leads: ["total_spend", "leads", "cost_per_lead", "ctr"],
  calls: ["total_spend", "click_to_call", "cost_per_contact", "ctr"],
} as const;

const shopNames = {
  pl: { reservations: "Zakupy", cost_per_reservation: "Koszt zakupu", reservation_value: "Wartość zakupów" },
  en: {
    reservations: "Purchases",
    cost_per_reservation: "Cost per purchase",
    reservation_value: "Purchase value",
  },
} as const;

/** The agency Latarnia and its clients as `clients import` reads them, collected from `collectFrom` on. */
export function clientsFile(collectFrom: string): object {
  return {
    agency: {
      name: "Latarnia",
      locale: "pl",
      time_zone: "Europe/Warsaw",
      contact: "Marta Lis, marta@latarnia.example, +48 58 555 01 23",
    },
    clients: cast.map((member) => entry(member, collectFrom)),
  };
}

function entry(member: CastMember, collectFrom: string): object {
  const { slug, name, locale, trade, accountId, currency, timeZone } = member;
  return {
    slug,
    name,
    locale,
    account: { external_id: `act_${accountId}`, currency, time_zone: timeZone, collect_from: collectFrom },
    shown: shownByTrade[trade],
    ...(trade === "shop" ? { names: shopNames[locale] } : {}),
    connection: slug === "klinika-fala" ? "klinika-fala" : "agency",
    is_demo: true,
  };
}
