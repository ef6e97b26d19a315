import { previousMonth } from "@/components/report/base-month";
import { CampaignTable } from "@/components/report/campaign-table";
import { Section } from "@/components/report/section";
import { capitalised, inSentence, nameInSentence } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";

/** Campaigns by spend, with a sentence whose choice follows fixed rules (screens.md §1.8). */
export function CampaignsSection({ kit }: { kit: ReportKit }) {
  const { t, view } = kit;
  const { campaigns } = view;
  return (
    <Section
      title={t("report.campaigns.title")}
      notes={hasTwoCurrencies(kit) ? [] : [t("report.campaigns.bySpend")]}
    >
      <p className="say">{sentence(kit)}</p>
      {campaigns.rows.length > 0 ? (
        <div className="fig">
          <CampaignTable kit={kit} />
        </div>
      ) : null}
      {campaigns.ended ? <p className="under">{endedText(kit, campaigns.ended)}</p> : null}
    </Section>
  );
}

function endedText({ t, format, view }: ReportKit, ended: { count: number; spend: string }): string {
  return t("report.campaigns.ended", {
    inBase: capitalised(format.inMonth(previousMonth(view.report.month))),
    count: ended.count,
    spend: format.money(ended.spend),
  });
}

/** Then campaigns have no spend to stand by, and none of them is the dearest. */
function hasTwoCurrencies({ view }: ReportKit): boolean {
  return view.report.figures.total_spend.unavailable === "currency_changed";
}

function sentence(kit: ReportKit): string {
  const { t, format, view, name } = kit;
  const inMonth = format.inMonth(view.report.month);
  const finding = view.campaignFinding;
  if (finding === null) {
    if (hasTwoCurrencies(kit)) return t("report.notice.currencyEffect");
    return view.report.coverage.days === 0
      ? t("report.course.nothing")
      : t("report.campaigns.none", { inMonth });
  }
  const [a = "", b] = finding.names.map((text) => nameInSentence(kit, text));
  switch (finding.kind) {
    case "single":
      return t("report.campaigns.single", { inMonth, name: a });
    case "dearest":
      return t("report.campaigns.dearest", { name: a });
    case "spend": {
      const spend = format.change(finding.spend);
      return b === undefined
        ? t("report.campaigns.spendOne", { a, spend })
        : t("report.campaigns.spend", { a, b, spend });
    }
    case "results": {
      const values = {
        a,
        metric: inSentence(name(view.result ?? "total_spend")),
        results: format.change(finding.results),
        share: format.change(finding.spend),
      };
      return b === undefined
        ? t("report.campaigns.resultsOne", values)
        : t("report.campaigns.results", { ...values, b });
    }
  }
}
