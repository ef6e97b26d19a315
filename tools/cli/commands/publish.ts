import { Temporal } from "temporal-polyfill";
import { findStaff } from "@/lib/auth/find-staff";
import type { Actor, Database } from "@/lib/db/database";
import { readReportClients } from "@/lib/facts/read-report-clients";
import { type CorrectOutcome, correctReport } from "@/lib/publications/correct-report";
import { type PublishOutcome, publishReport } from "@/lib/publications/publish-report";
import { readNewestPublication } from "@/lib/publications/read-newest-publication";
import { shortestWhy } from "@/lib/report/corrections";
import { shortestOverrideReason } from "@/lib/report/publishing-rules";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { emailArgument, monthArgument, slugArgument } from "@/tools/cli/arguments";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { blockerText, correctionText } from "@/tools/cli/report-text";
import { withDatabase } from "@/tools/cli/with-database";

const whyTooShort = `--why: the client reads the reason, which needs at least ${shortestWhy} characters.`;

/** Publishes a month as the named person, with that person's rights (product.md, Who may do what). */
export async function publish(
  slugText: string,
  monthText: string,
  options: { as: string; override?: string; why?: string },
): Promise<CliOutcome> {
  const slug = slugArgument(slugText);
  const month = monthArgument(monthText);
  const email = emailArgument(options.as);
  const reason = options.override?.trim();
  if (reason !== undefined && [...reason].length < shortestOverrideReason) {
    throw new WrongUsage(
      `--override: the reason is printed on the report and needs at least ${shortestOverrideReason} characters.`,
    );
  }
  if (options.why !== undefined && [...options.why.trim()].length < shortestWhy) {
    throw new WrongUsage(whyTooShort);
  }
  const outcome = await withDatabase(async (db): Promise<PublishOutcome | CorrectOutcome> => {
    const staff = await findStaff(db, email);
    if (!staff) throw new WrongUsage(`--as: ${email} is not an enabled member of staff.`);
    const args = {
      ...{ db, actor: staff.actor, slug, month, now: Temporal.Now.instant() },
      ...(reason ? { overrideReason: reason } : {}),
    };
    if (options.why === undefined) return publishReport(args);
    const replaces = await newestVersion(db, staff.actor, slug, month);
    return correctReport({ ...args, replaces, why: options.why });
  });
  switch (outcome.kind) {
    case "published":
      return {
        ok: true,
        answer: {
          outcome: "published",
          id: outcome.id,
          version: outcome.version,
          document_sha256: outcome.documentSha256,
          html_sha256: outcome.htmlSha256,
          overridden: outcome.overridden,
          ...("items" in outcome ? { changes: outcome.items } : {}),
        },
        text: [
          `Published ${slug} ${month} as v${outcome.version}, ${outcome.documentSha256.slice(0, 16)}.`,
          ...("items" in outcome
            ? outcome.items.map((item) => `- ${correctionText(item, outcome.currency)}`)
            : []),
        ].join("\n"),
      };
    case "blocked":
      return {
        ok: false,
        answer: { outcome: "blocked", reasons: outcome.reasons },
        text: [
          `${slug} ${month} is not published; it stays a draft.`,
          ...outcome.reasons.map((blocker) => `- ${blockerText(blocker)}`),
          ...(outcome.reasons.every(({ overridable }) => overridable)
            ? ["Collect again, or say why you publish anyway with --override."]
            : []),
        ].join("\n"),
      };
    case "refused":
      break;
  }
  switch (outcome.why) {
    case "why_too_short":
      throw new WrongUsage(whyTooShort);
    case "not_published":
    case "nothing_changed":
      return {
        ok: false,
        answer: { outcome: "refused", why: outcome.why },
        text:
          outcome.why === "not_published"
            ? `${slug} ${month} is not published yet, so there is nothing to correct.`
            : `A client would read the same again: ${slug} ${month} needs no correction.`,
      };
    case "replaced":
      return {
        ok: false,
        answer: { outcome: "refused", why: outcome.why, version: outcome.version },
        text: `Somebody was faster: ${slug} ${month} is at v${outcome.version} by now.`,
      };
    case "unknown_client":
      throw new WrongUsage(`There is no client ${slug} with an ad account.`);
    case "reason_too_short":
      throw new WrongUsage(`--override: the reason needs at least ${shortestOverrideReason} characters.`);
    case "not_allowed":
      return {
        ok: false,
        answer: { outcome: "refused", why: outcome.why },
        text: `${email} may not publish reports of ${slug}.`,
      };
    case "changed_since":
      return {
        ok: false,
        answer: { outcome: "refused", why: outcome.why, parts: outcome.parts },
        text: `${slug} ${month} changed while it was being published (${outcome.parts.join(", ")}); nothing was published, run it again.`,
      };
    case "already_published":
      return {
        ok: false,
        answer: { outcome: "refused", why: outcome.why, version: outcome.version },
        text: `${slug} ${month} is already published as v${outcome.version}.`,
      };
  }
}

/** The version that a correction replaces; 0 where nothing is out yet, which the correction then refuses by name. */
async function newestVersion(
  db: Database,
  actor: Actor,
  slug: string,
  month: CalendarMonth,
): Promise<number> {
  return db.asStaff(actor, async (tx) => {
    const [who] = await readReportClients(tx, slug);
    const newest = who ? await readNewestPublication(tx, who.clientId, month) : null;
    return newest?.version ?? 0;
  });
}
