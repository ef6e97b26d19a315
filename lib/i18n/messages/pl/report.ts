import type { report as en } from "@/lib/i18n/messages/en/report";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";

export const report: MessagesLike<typeof en> = {
  masthead: { kind: "Raport Meta Ads" },
};
