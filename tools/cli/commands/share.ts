import { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import { readReportClients } from "@/lib/facts/read-report-clients";
import { optionalEnv } from "@/lib/ops/env";
import { readNewestPublication } from "@/lib/publications/read-newest-publication";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { longestPasscode, shortestPasscode } from "@/lib/sharing/passcode";
import { type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import { dayArgument, monthArgument, slugArgument } from "@/tools/cli/arguments";
import { operator } from "@/tools/cli/operator";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/** Makes a link to a client's published month. Its secret is printed this once. */
export async function share(
  slugText: string,
  monthText: string,
  options: { expires?: string; passcode?: string },
): Promise<CliOutcome> {
  const slug = slugArgument(slugText);
  const month = monthArgument(monthText);
  const lastDay = options.expires === undefined ? undefined : dayArgument("--expires", options.expires);
  const appUrl = optionalEnv("APP_URL");
  const outcome = await withDatabase(async (db) => {
    await refuseNeverPublished(db, slug, month);
    return createShareLink({
      db,
      actor: operator(),
      slug,
      month,
      now: Temporal.Now.instant(),
      ...(lastDay ? { lastDay } : {}),
      ...(options.passcode === undefined ? {} : { passcode: options.passcode }),
    });
  });
  if (outcome.kind === "refused") {
    const words = {
      unknown_client: `There is no client ${slug}.`,
      no_account: `Client ${slug} has no ad account yet, so a link has no time zone to end in.`,
      not_allowed: "You may not share reports of this client.",
      already_past: `--expires: ${lastDay} is already over in the client's time zone.`,
      too_far: `--expires: ${lastDay} is too far away; a link opens for two years at most.`,
      passcode_too_short: `--passcode: it must have ${shortestPasscode} to ${longestPasscode} characters.`,
      no_passcode_here: "A spreadsheet's address cannot ask for a passcode.",
    };
    throw new WrongUsage(words[outcome.why]);
  }
  const url = appUrl ? new URL(outcome.path, appUrl).toString() : outcome.path;
  const { id, lastDay: last, expiresAt, published } = outcome;
  return {
    ok: true,
    answer: {
      id,
      url,
      path: outcome.path,
      last_day: last,
      expires_at: expiresAt,
      published,
      passcode: options.passcode !== undefined,
    },
    text: [
      url,
      `Opens ${slug} ${month} until the end of ${last}. Keep it: the address is not stored and cannot be shown again.`,
      ...(options.passcode === undefined
        ? []
        : ["It asks for the passcode; send that another way than the address."]),
      ...(published ? [] : ["The month is not published yet; until then the link says so."]),
    ].join("\n"),
  };
}

/** A month that ended before the client is collected and is not published never will be: a link to it would lead nowhere for ever. */
async function refuseNeverPublished(db: Database, slug: string, month: CalendarMonth): Promise<void> {
  await db.asStaff(operator(), async (tx) => {
    const [client] = await readReportClients(tx, slug);
    if (!client || monthWindow(month).until >= client.account.collectFrom) return;
    if (await readNewestPublication(tx, client.clientId, month)) return;
    throw new WrongUsage(
      `${slug} is collected from ${client.account.collectFrom} on, so ${month} will never be published and a link to it would open nothing; share a later month.`,
    );
  });
}
