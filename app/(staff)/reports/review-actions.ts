"use server";

import { refresh } from "next/cache";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { FormAnswer } from "@/app/(staff)/reports/actions";
import { changedSinceText } from "@/app/(staff)/reports/publish/changed-since-text";
import { readFaster } from "@/app/(staff)/reports/publish/read-faster";
import { requireStaff } from "@/lib/auth/current-staff";
import { portalDatabase } from "@/lib/db/portal-database";
import { createTranslate, type Translate } from "@/lib/i18n/translator";
import { logger } from "@/lib/ops/logger";
import { correctReport } from "@/lib/publications/correct-report";
import { takeIntoReview } from "@/lib/publications/notes/take-into-review";
import { addNote, setNoteRemoved } from "@/lib/publications/notes/write-notes";
import { writeWords } from "@/lib/publications/notes/write-words";
import { withdrawReport } from "@/lib/publications/withdraw-report";
import { shortestWhy } from "@/lib/report/corrections";
import { longestNote, longestWords, mostNotes, noteKinds } from "@/lib/report/notes";
import { shortestOverrideReason } from "@/lib/report/publishing-rules";
import { isCalendarDay } from "@/lib/values/calendar-day";
import { isCalendarMonth } from "@/lib/values/calendar-month";
import type { NoteId } from "@/lib/values/ids";
import { typedWords } from "@/lib/values/typed-words";

/**
 * As a form's answer; `undo` is the line that was taken away, or the words that stood there before, and `stands` the words that stand there
 * now.
 */
export type EditAnswer = FormAnswer & { readonly undo?: string; readonly stands?: string };

const target = { client: z.string().min(1).max(200), period: z.string().refine(isCalendarMonth) };
const version = z.coerce.number().int().positive();
const text = z.string().max(4000);
const inputs = {
  correct: z.object({
    ...target,
    replaces: version,
    why: text,
    reason: text.optional(),
    seen: z.string().max(200),
  }),
  withdraw: z.object({ ...target, version, why: text }),
  note: z.object({ ...target, kind: z.enum(noteKinds), date: z.string().refine(isCalendarDay), text }),
  line: z.object({ ...target, line: z.uuid(), removed: z.enum(["yes", "no"]) }),
  words: z.object({ ...target, text, before: text }),
  state: z.object({ ...target, state: z.enum(["draft", "in_review"]) }),
};

/** Publishes the month as it stands now as the next version; the rules are `correctReport`'s, the words are here. */
export async function correctMonth(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const { t, locale, actor, input } = await readForm(inputs.correct, form);
  if (!input) return { error: t("staff.month.publish.faulty") };
  const { client: slug, period: month, reason, ...rest } = input;
  const outcome = await correctReport({
    ...{ db: portalDatabase(), actor, slug, month, ...rest, now: Temporal.Now.instant() },
    ...(reason?.trim() ? { overrideReason: reason } : {}),
  });
  refresh();
  if (outcome.kind === "published") {
    logger.info({ event: "report_corrected", client: slug, month, version: outcome.version });
    return { done: t("staff.month.publish.done", { version: String(outcome.version) }) };
  }
  if (outcome.kind === "blocked") return { error: t("publish.correct.blocked") };
  switch (outcome.why) {
    case "why_too_short":
      return { error: t("publish.correct.whyShort", { count: shortestWhy }) };
    case "reason_too_short":
      return {
        error: t("staff.month.publish.tooShort", {
          count: shortestOverrideReason - [...typedWords(reason ?? "")].length,
        }),
      };
    case "nothing_changed":
      return { error: t("publish.correct.nothing") };
    case "not_published":
      return { error: t("publish.correct.notPublished") };
    case "replaced":
      return { error: t("publish.correct.replaced", await readFaster(actor, slug, month)) };
    case "changed_since":
      return { error: changedSinceText(t, locale, outcome.parts) };
    default:
      return { error: refusal(t, outcome.why) };
  }
}

/** Takes the month back: from now on nobody outside is shown this version or an older one. */
export async function withdrawMonth(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const { t, actor, input } = await readForm(inputs.withdraw, form);
  if (!input) return { error: t("staff.month.publish.faulty") };
  const { client: slug, period: month, ...rest } = input;
  const now = Temporal.Now.instant();
  const outcome = await withdrawReport({ db: portalDatabase(), actor, slug, month, ...rest, now });
  refresh();
  if (outcome.kind === "withdrawn") {
    logger.info({ event: "report_withdrawn", client: slug, month, version: outcome.version });
    return { done: t("publish.withdraw.done", { version: String(outcome.version) }) };
  }
  switch (outcome.why) {
    case "why_too_short":
      return { error: t("publish.correct.whyShort", { count: shortestWhy }) };
    case "not_published":
      return { error: t("publish.correct.notPublished") };
    case "already_withdrawn":
      return { error: t("publish.withdraw.already", await readFaster(actor, slug, month)) };
    case "replaced":
      return { error: t("publish.withdraw.replaced", await readFaster(actor, slug, month)) };
    default:
      return { error: refusal(t, outcome.why) };
  }
}

/** `at`: the field that the words are about; without it they are about the line as a whole. */
export type NoteAnswer = FormAnswer & { readonly at?: "date" | "text" };

/** A new dated line: what was done, what is next, words beside a day of the chart. */
export async function writeNote(_before: NoteAnswer | null, form: FormData): Promise<NoteAnswer> {
  const { t, actor, input } = await readForm(inputs.note, form);
  if (!input) return { error: t("publish.notes.faulty") };
  const { client: slug, period: month, kind, ...rest } = input;
  const outcome = await addNote({ db: portalDatabase(), actor, slug, month, noteKind: kind, ...rest });
  refresh();
  if (outcome.kind === "written") return { done: t("publish.notes.added") };
  switch (outcome.why) {
    case "empty":
      return { error: t("publish.notes.empty"), at: "text" };
    case "too_long":
      return { error: t("publish.notes.tooLong", { count: longestNote[kind] }), at: "text" };
    case "too_many":
      return { error: t("publish.notes.tooMany", { count: mostNotes }) };
    case "outside_month":
      return { error: t("publish.notes.outside"), at: "date" };
    case "unknown_note":
      return { error: t("staff.month.publish.faulty") };
    default:
      return { error: refusal(t, outcome.why) };
  }
}

/** Takes a line away, or brings it back. */
export async function changeLine(_before: EditAnswer | null, form: FormData): Promise<EditAnswer> {
  const { t, actor, input } = await readForm(inputs.line, form);
  if (!input) return { error: t("staff.month.publish.faulty") };
  const { client: slug, period: month, line, removed } = input;
  const outcome = await setNoteRemoved({
    ...{ db: portalDatabase(), actor, slug, month, id: line as NoteId, removed: removed === "yes" },
    now: Temporal.Now.instant(),
  });
  refresh();
  if (outcome.kind === "written") {
    return removed === "yes"
      ? { done: t("publish.notes.removed"), undo: line }
      : { done: t("publish.notes.restored") };
  }
  if (outcome.why === "too_many") return { error: t("publish.notes.tooMany", { count: mostNotes }) };
  if (outcome.why === "unknown_client" || outcome.why === "not_allowed") {
    return { error: refusal(t, outcome.why) };
  }
  return { error: t("staff.month.publish.faulty") };
}

/** Staff's own words under the verdict. */
export async function saveWords(_before: EditAnswer | null, form: FormData): Promise<EditAnswer> {
  const { t, actor, input } = await readForm(inputs.words, form);
  if (!input) return { error: t("staff.month.publish.faulty") };
  const { client: slug, period: month, ...rest } = input;
  const outcome = await writeWords({ db: portalDatabase(), actor, slug, month, ...rest });
  refresh();
  if (outcome.kind === "written") {
    return { done: t("publish.notes.wordsSaved"), undo: outcome.replaced, stands: outcome.text };
  }
  switch (outcome.why) {
    case "too_long":
      return { error: t("publish.notes.tooLong", { count: longestWords }) };
    case "written_meanwhile": {
      const { text: stands, by: name } = outcome;
      return stands === ""
        ? { error: t("publish.notes.wordsTakenMeanwhile"), stands }
        : { error: t("publish.notes.wordsMeanwhile", { name, text: stands }), stands };
    }
    default:
      return { error: refusal(t, outcome.why) };
  }
}

/** Draft to in review, and back. */
export async function setReviewState(_before: FormAnswer | null, form: FormData): Promise<FormAnswer> {
  const { t, actor, input } = await readForm(inputs.state, form);
  if (!input) return { error: t("staff.month.publish.faulty") };
  const { client: slug, period: month, state } = input;
  const now = Temporal.Now.instant();
  const outcome = await takeIntoReview({ db: portalDatabase(), actor, slug, month, state, now });
  refresh();
  if (outcome.kind === "taken") return { done: t(`publish.state.${state}`) };
  return {
    error: outcome.why === "published" ? t("publish.state.published") : refusal(t, outcome.why),
  };
}

async function readForm<Schema extends z.ZodType>(schema: Schema, form: FormData) {
  const staff = await requireStaff();
  const { data } = schema.safeParse(Object.fromEntries(form));
  return { t: createTranslate(staff.locale), locale: staff.locale, actor: staff.actor, input: data };
}

function refusal(t: Translate, why: "unknown_client" | "not_allowed"): string {
  return t(`staff.month.publish.${why === "unknown_client" ? "gone" : "notYours"}`);
}
