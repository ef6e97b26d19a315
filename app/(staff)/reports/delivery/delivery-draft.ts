import type { Locale } from "@/lib/i18n/locale";

/** The fields of the delivery's form, as they stand in it. */
export interface DeliveryFields {
  /** As typed; drawn one a line. */
  readonly recipients: string;
  readonly locale: Locale;
  readonly attach: boolean;
  /** A day of the month, empty for never. */
  readonly reminder: string;
}

/** Settings as they stand, with their mark (lib/deliver/settings/delivery-mark.ts). */
export interface DrawnDelivery {
  readonly fields: DeliveryFields;
  readonly mark: string;
}

/** Settings that a person is changing, beside those that stand. */
export interface DeliveryDraft {
  readonly typed: DeliveryFields;
  /** What the fields were drawn from: whatever differs from it was typed. */
  readonly drawn: DeliveryFields;
  /** The mark of the settings that this person began with, or was told of since; what a save may replace. */
  readonly before: string;
  /** The settings that stood when the page was last drawn. */
  readonly current: string;
  /** The last answer that was taken in. */
  readonly answer: StandsAnswer | null;
}

export interface StandsAnswer {
  /** The mark of the settings that stand after it; absent where the answer does not say. */
  readonly stands?: string;
}

/** A form as it is first drawn. */
export function beginDelivery({ fields, mark }: DrawnDelivery): DeliveryDraft {
  return { typed: fields, drawn: fields, before: mark, current: mark, answer: null };
}

/**
 * Takes in a new answer and newly drawn settings. Another person's settings come into a form in which nobody changed anything. Into one that
 * was changed they come only after this person was told of them, and only where it was not: what was typed stays. The same draft where nothing
 * is new.
 */
export function takeInDelivery(
  draft: DeliveryDraft,
  { fields, mark }: DrawnDelivery,
  answer: StandsAnswer | null,
): DeliveryDraft {
  if (answer === draft.answer && mark === draft.current) return draft;
  const heard = answer === draft.answer ? undefined : answer?.stands;
  const told = { ...draft, answer, current: mark, before: heard ?? draft.before };
  const isUntouched = isEqual(draft.typed, draft.drawn);
  if (told.before !== mark && !isUntouched) return told;
  return { ...told, before: mark, drawn: fields, typed: merge(draft, fields) };
}

/** What was typed, and what stands now in the fields that nobody changed. */
function merge({ typed, drawn }: DeliveryDraft, now: DeliveryFields): DeliveryFields {
  const keeps = <Key extends keyof DeliveryFields>(key: Key) =>
    isEqualField(key, typed, drawn) || isEqualField(key, typed, now) ? now[key] : typed[key];
  return {
    recipients: keeps("recipients"),
    locale: keeps("locale"),
    attach: keeps("attach"),
    reminder: keeps("reminder"),
  };
}

const isEqual = (a: DeliveryFields, b: DeliveryFields) =>
  (["recipients", "locale", "attach", "reminder"] as const).every((key) => isEqualField(key, a, b));

/** Addresses are the same however they are set apart and written. */
function isEqualField(key: keyof DeliveryFields, a: DeliveryFields, b: DeliveryFields): boolean {
  if (key !== "recipients") return a[key] === b[key];
  const plain = (text: string) =>
    text
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter(Boolean)
      .join(" ");
  return plain(a.recipients) === plain(b.recipients);
}
