import { Temporal } from "temporal-polyfill";
import { optionalEnv } from "@/lib/ops/env";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { dayArgument, monthArgument, slugArgument } from "@/tools/cli/arguments";
import { operator } from "@/tools/cli/operator";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/** Makes a link to a client's published month. Its secret is printed this once. */
export async function share(
  slugText: string,
  monthText: string,
  options: { expires?: string },
): Promise<CliOutcome> {
  const slug = slugArgument(slugText);
  const month = monthArgument(monthText);
  const lastDay = options.expires === undefined ? undefined : dayArgument("--expires", options.expires);
  const appUrl = optionalEnv("APP_URL");
  const outcome = await withDatabase((db) =>
    createShareLink({
      db,
      actor: operator(),
      slug,
      month,
      now: Temporal.Now.instant(),
      ...(lastDay ? { lastDay } : {}),
    }),
  );
  if (outcome.kind === "refused") {
    const words = {
      unknown_client: `There is no client ${slug}.`,
      no_account: `Client ${slug} has no ad account yet, so a link has no time zone to end in.`,
      not_allowed: "You may not share reports of this client.",
      already_past: `--expires: ${lastDay} is already over in the client's time zone.`,
    };
    throw new WrongUsage(words[outcome.why]);
  }
  const url = appUrl ? new URL(outcome.path, appUrl).toString() : outcome.path;
  const { id, lastDay: last, expiresAt, published } = outcome;
  return {
    ok: true,
    answer: { id, url, path: outcome.path, last_day: last, expires_at: expiresAt, published },
    text: [
      url,
      `Opens ${slug} ${month} until the end of ${last}. Keep it: the address is not stored and cannot be shown again.`,
      ...(published ? [] : ["The month is not published yet; until then the link says so."]),
    ].join("\n"),
  };
}
