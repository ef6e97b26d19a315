import type { ReportKit } from "@/lib/publications/report-kit";
import { correctionWords } from "@/lib/report/words/correction-words";
import { overrideWords } from "@/lib/report/words/override-words";

/** A notice of the page as its mail says it; `bad` where something does not match, `info` what is no fault. */
export interface MailNotice {
  readonly tone: "bad" | "warn" | "info";
  readonly lead: string;
  readonly text: string;
}

/**
 * What the page says above its figures, the gravest first: what does not hold, who published it in spite of that and why (R11), and what the
 * newest correction changed and why (R10). Amounts stand beside the figures and on the page.
 */
export function publicationNotices(kit: ReportKit): MailNotice[] {
  const { t, view } = kit;
  const { report, disagreements, corrections } = view;
  const { coverage, publication, account_changes: changes = [] } = report;
  const days = { days: String(coverage.days), expected: String(coverage.expected) };
  const notices: MailNotice[] = [];
  const add = (tone: MailNotice["tone"], lead: string, text = "") => notices.push({ tone, lead, text });
  if (disagreements.length > 0) add("bad", t("report.notice.unreconciled"));
  if (coverage.days === 0 && coverage.expected > 0) add("warn", t("report.notice.none"));
  else if (coverage.days < coverage.expected) add("warn", t("report.notice.partial", days));
  if (report.month_total) add("bad", t("report.notice.monthTotal"));
  for (const field of ["currency", "time_zone"] as const)
    if (changes.some((change) => change.field === field)) add("warn", t(`report.notice.${field}_changed`));
  // The reason is printed once, under the gravest notice.
  const reason = overrideWords(kit);
  const [first, ...rest] = notices;
  const said = first
    ? [{ ...first, text: reason }, ...rest]
    : reason === ""
      ? []
      : [{ tone: "warn" as const, lead: t("report.notice.overridden"), text: reason }];
  const newest = corrections.find(({ version }) => version === publication?.version);
  if (!newest) return said;
  const { lead, text } = correctionWords(kit, newest);
  // Without figures the text is the reason itself.
  const why = newest.items.length === 0 ? "" : ` ${t("report.notice.why", { why: newest.why })}`;
  return [...said, { tone: "info", lead, text: `${text}${why}` }];
}
