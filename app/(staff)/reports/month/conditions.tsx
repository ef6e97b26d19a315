import { StateBlock } from "@/components/shell/state-block";
import type { OpenCondition } from "@/lib/facts/read-conditions";
import { dayText, localDay } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";

const worded = [
  "token_invalid",
  "token_expiring",
  "scope_missing",
  "account_not_granted",
  "no_access",
  "account_changed",
  "account_status",
  "spend_cap",
  "named_gap",
  "list_not_built",
  "version_refused",
  "version_warning",
  "version_ending",
  "clock_differs",
] as const;

/** What is wrong with reading this account, in plain words: cause, effect, next step; Meta's own words last, for the engineer. */
export function Conditions(props: {
  t: Translate;
  locale: Locale;
  zone: string;
  conditions: readonly OpenCondition[];
}) {
  const { t, locale, zone, conditions } = props;
  if (conditions.length === 0) return null;
  return (
    <div className="mt-4 mb-4 max-w-[1160px]">
      {conditions.map(({ kind, severity, message, openedAt }) => {
        const words = worded.find((known) => known === kind) ?? "other";
        const since = dayText(locale, localDay(zone, openedAt.toString()));
        return (
          <StateBlock
            key={kind}
            glyph={severity === "normal" ? "look" : "blocked"}
            title={`${t(`staff.month.condition.${words}.cause`)} ${t("staff.month.conditionSince", { date: since })}`}
          >
            <p>{t(`staff.month.condition.${words}.effect`)}</p>
            <p className="mt-1 break-words text-ink-3 text-xs">
              {t("staff.month.conditionSays", { message })}
            </p>
          </StateBlock>
        );
      })}
    </div>
  );
}
