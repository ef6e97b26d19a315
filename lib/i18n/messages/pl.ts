import type { en } from "@/lib/i18n/messages/en";
import type { MessagesLike } from "@/lib/i18n/messages/messages-like";
import { alerts } from "@/lib/i18n/messages/pl/alerts";
import { alertsPage } from "@/lib/i18n/messages/pl/alerts-page";
import { deliver } from "@/lib/i18n/messages/pl/deliver";
import { delivery } from "@/lib/i18n/messages/pl/delivery";
import { health } from "@/lib/i18n/messages/pl/health";
import { metrics } from "@/lib/i18n/messages/pl/metrics";
import { publish } from "@/lib/i18n/messages/pl/publish";
import { report } from "@/lib/i18n/messages/pl/report";
import { share } from "@/lib/i18n/messages/pl/share";
import { signIn } from "@/lib/i18n/messages/pl/sign-in";
import { staff } from "@/lib/i18n/messages/pl/staff";
import { states } from "@/lib/i18n/messages/pl/states";
import { story } from "@/lib/i18n/messages/pl/story";
import { today } from "@/lib/i18n/messages/pl/today";

/** Polish: the same keys as English, by type. */
export const pl: MessagesLike<typeof en> = {
  alerts,
  alertsPage,
  deliver,
  delivery,
  health,
  metrics,
  publish,
  report,
  share,
  signIn,
  staff,
  states,
  story,
  today,
};
