import { alerts } from "@/lib/i18n/messages/en/alerts";
import { alertsPage } from "@/lib/i18n/messages/en/alerts-page";
import { deliver } from "@/lib/i18n/messages/en/deliver";
import { delivery } from "@/lib/i18n/messages/en/delivery";
import { health } from "@/lib/i18n/messages/en/health";
import { metrics } from "@/lib/i18n/messages/en/metrics";
import { publish } from "@/lib/i18n/messages/en/publish";
import { report } from "@/lib/i18n/messages/en/report";
import { share } from "@/lib/i18n/messages/en/share";
import { signIn } from "@/lib/i18n/messages/en/sign-in";
import { staff } from "@/lib/i18n/messages/en/staff";
import { states } from "@/lib/i18n/messages/en/states";
import { story } from "@/lib/i18n/messages/en/story";
import { today } from "@/lib/i18n/messages/en/today";

/**
 * English, and the source of every key's type: `pl.ts` must have the same keys or the build fails. One file per namespace; texts are
 * ICU messages (apostrophes are ’, because ' escapes), and figures, dates and names come in already formatted (lib/i18n/formats.ts).
 */
export const en = {
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
} as const;
