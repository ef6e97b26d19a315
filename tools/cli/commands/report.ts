import { Temporal } from "temporal-polyfill";
import { readReport } from "@/lib/facts/read-report";
import { whatBlocks } from "@/lib/report/publishing-rules";
import { monthArgument, slugArgument } from "@/tools/cli/arguments";
import { operator } from "@/tools/cli/operator";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { reportAsText } from "@/tools/cli/report-text";
import { withDatabase } from "@/tools/cli/with-database";

/** A client's month as it stands now: the report document with `--json`, else its figures as text. */
export async function report(slugText: string, monthText: string): Promise<CliOutcome> {
  const slug = slugArgument(slugText);
  const month = monthArgument(monthText);
  const now = Temporal.Now.instant();
  const document = await withDatabase((db) =>
    db.asStaff(operator(), (tx) => readReport(tx, { slug, month, now }), { snapshot: true }),
  );
  if (!document) throw new WrongUsage(`There is no client ${slug} with an ad account.`);
  return { ok: true, answer: document, text: reportAsText(document, whatBlocks(document)) };
}
