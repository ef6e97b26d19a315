import type { en } from "@/lib/i18n/messages/en";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";
import { metrics } from "@/lib/i18n/messages/pl/metrics";
import { report } from "@/lib/i18n/messages/pl/report";
import { states } from "@/lib/i18n/messages/pl/states";

/** Polish: the same keys as English, by type. */
export const pl: MessagesLike<typeof en> = { metrics, report, states };
