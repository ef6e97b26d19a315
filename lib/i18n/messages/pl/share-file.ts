import type { file as en } from "@/lib/i18n/messages/en/share-file";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const file: MessagesLike<typeof en> = {
  figures: "Liczby",
  days: "Dni",
  campaigns: "Kampanie",
  figure: "Liczba",
  value: "Wartość",
  currency: "Waluta",
  state: "Stan",
  stateOf: "Stan: {name}",
  observedAt: "Odczytano z Meta (UTC)",
  date: "Data",
  campaignId: "ID kampanii",
  campaign: "Kampania",
  noCampaign: "Poza kampaniami",
};
