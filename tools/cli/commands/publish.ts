import { Temporal } from "temporal-polyfill";
import { findStaff } from "@/lib/auth/find-staff";
import { publishReport } from "@/lib/publications/publish-report";
import { shortestOverrideReason } from "@/lib/report/publishing-rules";
import { emailArgument, monthArgument, slugArgument } from "@/tools/cli/arguments";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { blockerText } from "@/tools/cli/report-text";
import { withDatabase } from "@/tools/cli/with-database";

/** Publishes a month as the named person, with that person's rights (product.md, Who may do what). */
export async function publish(
  slugText: string,
  monthText: string,
  options: { as: string; override?: string },
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
  const outcome = await withDatabase(async (db) => {
    const staff = await findStaff(db, email);
    if (!staff) throw new WrongUsage(`--as: ${email} is not an enabled member of staff.`);
    return publishReport({
      db,
      actor: staff.actor,
      slug,
      month,
      now: Temporal.Now.instant(),
      ...(reason ? { overrideReason: reason } : {}),
    });
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
        },
        text: `Published ${slug} ${month} as v${outcome.version}, ${outcome.documentSha256.slice(0, 16)}.`,
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
    case "already_published":
      return {
        ok: false,
        answer: { outcome: "refused", why: outcome.why, version: outcome.version },
        text: `${slug} ${month} is already published as v${outcome.version}.`,
      };
  }
}
