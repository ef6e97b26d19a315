import { amountKindOf, amountKinds } from "@/lib/alerts/amount-kind";
import { amountText } from "@/lib/alerts/amount-text";
import { alertWords } from "@/lib/alerts/words";
import type { Severity } from "@/lib/checks/catalogue";
import type { AlertItem, AlertPayload } from "@/lib/deliver/alert-payload";
import { createFormats } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";
import { parseDecimal, sum, toDecimalText } from "@/lib/values/decimal";

/** A message as every channel sets it: words only, in one language. */
export interface AlertMessage {
  readonly subject: string;
  readonly lead: string;
  readonly paragraphs: readonly AlertParagraph[];
  readonly link: { readonly text: string; readonly href: string };
  readonly footer: string;
}

/** One cause, with all clients it hits. */
export interface AlertParagraph {
  readonly severity: Severity;
  readonly severityText: string;
  readonly title: string;
  readonly who: string;
  readonly cause: string;
  /** null once it is over: nothing is left to do. */
  readonly effect: string | null;
  readonly next: string | null;
  /** Since when, which reports, how much money: as many as are known. */
  readonly facts: readonly string[];
  readonly runbook: string;
}

const mostNamed = 8;
const order: Readonly<Record<Severity, number>> = { critical: 0, high: 1, normal: 2 };

/**
 * What a message about alerts says: one paragraph for each check and cause, gravest first, however many clients it hits. Money of different
 * currencies is named apart (R8). Pure: the same payload gives the same words.
 */
export function alertMessage(
  kind: "alerts" | "resolved",
  payload: AlertPayload,
  locale: Locale,
  appUrl: string,
): AlertMessage {
  const t = createTranslate(locale);
  const groups = groupsOf(payload.items);
  const paragraphs = groups.map((items) => paragraphOf(items, locale, kind === "resolved"));
  const count = paragraphs.length;
  const tone = kind === "resolved" ? "resolved" : payload.when;
  const [first] = paragraphs;
  const subject =
    tone === "morning"
      ? t("deliver.subject.morning", { agency: payload.agency, count })
      : t(`deliver.subject.${tone}`, {
          agency: payload.agency,
          title: `${first?.title ?? ""} (${first?.who ?? ""})`,
          more: count - 1,
        });
  return {
    subject,
    lead: t(`deliver.lead.${tone}`, { count }),
    paragraphs,
    link: { text: t("deliver.open"), href: `${appUrl}/alerts` },
    footer: t(`deliver.footer.${payload.to ?? "address"}`, { agency: payload.agency }),
  };
}

/** Items of one check, cause and subject, gravest first, then in the order they came. */
function groupsOf(items: readonly AlertItem[]): AlertItem[][] {
  const groups = new Map<string, AlertItem[]>();
  for (const item of items) {
    const key = `${item.check} ${item.cause} ${item.subject}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()].sort(
    ([a], [b]) => order[a?.severity ?? "normal"] - order[b?.severity ?? "normal"],
  );
}

function paragraphOf(items: readonly AlertItem[], locale: Locale, isOver: boolean): AlertParagraph {
  const [first] = items;
  if (!first) throw new Error("A paragraph has at least one alert.");
  const t = createTranslate(locale);
  const formats = createFormats({
    locale,
    currency: first.currency ?? first.client?.currency ?? "PLN",
    zone: first.zone,
  });
  const words = alertWords(t, formats, first);
  const months = [...new Set(items.flatMap((item) => item.months))].sort();
  const since = items.map(({ opened_at: at }) => at).sort()[0] ?? first.opened_at;
  const money = moneyOf(items, locale);
  return {
    severity: first.severity,
    severityText: t(`deliver.severity.${first.severity}`),
    title: words.title,
    who: whoOf(items, locale),
    cause: words.cause,
    effect: isOver ? null : words.effect,
    next: isOver ? null : words.next,
    facts: [
      t("deliver.since", { time: formats.instantMinute(since) }),
      ...(months.length > 0 ? [t("deliver.months", { months: months.map(formats.month).join(", ") })] : []),
      ...money,
    ],
    runbook: t("deliver.runbook", { path: `docs/runbooks/${first.check}.md` }),
  };
}

function whoOf(items: readonly AlertItem[], locale: Locale): string {
  const t = createTranslate(locale);
  const names = items.flatMap(({ client }) => (client ? [client.name] : []));
  if (names.length === 0) return t("deliver.agency");
  if (names.length === 1) return names[0] ?? "";
  const left = names.length - mostNamed;
  const shown = names.slice(0, mostNamed).join(", ");
  return t("deliver.clients", {
    count: names.length,
    list: left > 0 ? t("alerts.figures.more", { list: shown, count: String(left) }) : shown,
  });
}

/** One fact for each kind of amount, with all currencies; of a message queued when nothing said what its amounts are, none. */
function moneyOf(items: readonly AlertItem[], locale: Locale): string[] {
  const t = createTranslate(locale);
  return amountKinds.flatMap((kind) => {
    const own = items.flatMap((item) => {
      const { amount, currency } = item;
      return amount !== null && currency !== null && amountKindOf(item) === kind ? { amount, currency } : [];
    });
    const texts = [...Map.groupBy(own, ({ currency }) => currency)].map(([currency, amounts]) =>
      amountText(t, locale, {
        ...{ currency, kind },
        amount: toDecimalText(sum(amounts.map(({ amount }) => parseDecimal(amount)))),
      }),
    );
    return texts.length === 0 ? [] : [t(`deliver.amount.${kind}`, { amount: texts.join(", ") })];
  });
}
