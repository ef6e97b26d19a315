import Link from "next/link";
import type { ReactNode } from "react";
import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { cn } from "@/components/ui/cn";
import type { AlertGroup } from "@/lib/today/group-alerts";

/** What only the engineer needs, last: the check, Meta's code, the connection, the message as it was written, the runbook. */
export function EngineerFacts({ page: { t }, group }: { page: AlertsPage; group: AlertGroup }) {
  const { lead } = group;
  const { evidence } = lead;
  const code = [evidence.code, evidence.subcode]
    .filter((one) => one !== undefined && one !== null)
    .join(" / ");
  const { connection } = evidence;
  return (
    <section aria-labelledby="engineer" className="mt-7 border-rule border-t pt-3">
      <h3 id="engineer" className="mb-1 font-semibold">
        {t("alertsPage.panel.engineer")}
      </h3>
      <dl>
        <Row term={t("alertsPage.panel.check")}>{lead.check}</Row>
        {code ? <Row term={t("alertsPage.panel.code")}>{code}</Row> : null}
        {typeof connection === "string" ? (
          <Row term={t("alertsPage.panel.connection")}>{connection}</Row>
        ) : null}
        <Row term={t("alertsPage.panel.subject")}>{lead.subject}</Row>
        <Row term={t("alertsPage.panel.message")} words>
          {lead.message}
        </Row>
        <Row term={t("alertsPage.panel.number")}>{group.alerts.map(({ id }) => id).join(", ")}</Row>
        <Row term={t("alertsPage.panel.runbook")}>
          <Link
            className="link inline-block max-desk:-my-2.5 max-desk:py-2.5"
            href={`/alerts/runbooks/${lead.check}`}
          >
            docs/runbooks/{lead.check}.md
          </Link>
        </Row>
      </dl>
    </section>
  );
}

/** `words`: a sentence, which is read from its left. */
function Row({ term, words = false, children }: { term: string; words?: boolean; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 border-rule border-b py-[3px] last:border-b-0">
      <dt className={cn("flex-none text-ink-3", words && "min-w-18")}>{term}</dt>
      <dd className={cn("min-w-0 break-words [overflow-wrap:anywhere]", words ? "flex-1" : "text-right")}>
        {children}
      </dd>
    </div>
  );
}
