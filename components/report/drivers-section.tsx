import { Bridge, type BridgeStep, bridgeScale } from "@/components/charts/bridge";
import { previousMonth } from "@/components/report/base-month";
import { keepTogether } from "@/components/report/keep-together";
import { notComparableText } from "@/components/report/not-comparable-text";
import { Section } from "@/components/report/section";
import { capitalised, inSentence } from "@/components/report/text-lists";
import { unitHead } from "@/components/report/unit-head";
import { betterDirection } from "@/lib/kpi/catalogue";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { Report } from "@/lib/report/document";
import { costOfResult } from "@/lib/report/result";
import { sharedDays } from "@/lib/report/shared-days";

type Explained = Extract<Report["drivers"], { of: string }>;
type Unexplained = Exclude<Report["drivers"], Explained>;

/** Why the cost of a result, or the spend, changed: sentences, then amounts that add up to the printed change (screens.md §1.4). */
export function DriversSection({ kit }: { kit: ReportKit }) {
  const { drivers } = kit.view.report;
  return "of" in drivers ? (
    <Explanation kit={kit} drivers={drivers} />
  ) : (
    <NoExplanation kit={kit} drivers={drivers} />
  );
}

function Explanation({ kit, drivers }: { kit: ReportKit; drivers: Explained }) {
  const { t, format, view, name } = kit;
  const [said, ofCampaigns] = drivers.texts;
  const base = previousMonth(view.report.month);
  const from = Number(drivers.from);
  const steps = factorSteps(kit, drivers);
  const byCampaign =
    drivers.between === null || drivers.within === null
      ? []
      : [
          campaignStep(kit, drivers, "between", drivers.between),
          campaignStep(kit, drivers, "within", drivers.within),
        ];
  const scale = bridgeScale(from, steps, byCampaign);
  const total = steps.reduce((sum, { amount }) => sum + amount, 0);
  const change = format.signed(drivers.of, total.toFixed(6));
  const cell = (key: string, text: string) => kit.figure({ metric: drivers.of, part: `driver:${key}` }, text);
  const isSpend = drivers.of === "total_spend";
  const days = sharedDays(
    view.report.figures[drivers.of].comparisons.previous,
    view.report.month,
    "previous",
  );
  // Of shared days alone, since the month's own figure is another one then.
  const ofDays = (month: string) =>
    `${capitalised(format.monthName(month))}${days === null ? "" : `, ${t("report.compare.sameDays", { days: String(days) })}`}`;
  return (
    <Section
      title={t(isSpend ? "report.drivers.titleSpend" : "report.drivers.title")}
      notes={[t("report.drivers.note", { count: steps.length })]}
    >
      <p className="say">{keepTogether(said ?? "")}</p>
      <div className="fig">
        <Bridge
          from={from}
          begin={{
            label: ofDays(base),
            text: cell("from", format.value(drivers.of, drivers.from)),
          }}
          steps={steps}
          end={{
            label: ofDays(view.report.month),
            note: t("report.drivers.altogether", { change }),
            text: cell("to", format.value(drivers.of, drivers.to)),
            // Where the printed amounts end, which is the printed figure: the exact one may lie a part of a minor unit beside it.
            value: from + total,
          }}
          scale={scale}
          tick={(value, isLast) => (isLast ? format.moneyTick(value) : format.tick(value))}
        />
      </div>
      {ofCampaigns && byCampaign.length > 0 ? (
        <>
          <p className="say second">{keepTogether(ofCampaigns)}</p>
          <div className="fig campaigns-bridge">
            <Bridge
              from={from}
              steps={byCampaign}
              end={{
                label: t("report.drivers.total"),
                text: cell("total", change),
                value: null,
              }}
              scale={scale}
            />
          </div>
        </>
      ) : null}
      <details className="data">
        <summary>{t("report.course.data")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("report.drivers.factor")}</th>
              <th scope="col">{ofDays(base)}</th>
              <th scope="col">{ofDays(view.report.month)}</th>
              <th scope="col">{unitHead(kit, drivers.of, t("report.drivers.effect"))}</th>
            </tr>
          </thead>
          <tbody>
            {drivers.factors.map((factor) => (
              <tr key={factor.key}>
                <th scope="row">{factorName(kit, factor.key)}</th>
                <td>{cell(`factor_from ${factor.key}`, bareFactor(kit, factor.key, factor.from))}</td>
                <td>{cell(`factor_to ${factor.key}`, bareFactor(kit, factor.key, factor.to))}</td>
                <td>{cell(factor.key, format.signedBare(drivers.of, factor.amount))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{name(drivers.of)}</th>
              <td>{cell("from", format.bare(drivers.of, drivers.from))}</td>
              <td>{cell("to", format.bare(drivers.of, drivers.to))}</td>
              <td>{cell("total", format.signedBare(drivers.of, total.toFixed(6)))}</td>
            </tr>
          </tfoot>
        </table>
      </details>
    </Section>
  );
}

type Factor = Explained["factors"][number];

function factorSteps(kit: ReportKit, drivers: Explained): BridgeStep[] {
  return drivers.factors.map((factor) => ({
    key: factor.key,
    label: kit.t(`report.drivers.step.${factor.key}`),
    note: kit.t("report.drivers.now", {
      name: factorName(kit, factor.key),
      from: factorValue(kit, factor.key, factor.from),
      to: factorValue(kit, factor.key, factor.to),
    }),
    ...stepOf(kit, drivers, factor.key, factor.amount),
  }));
}

function campaignStep(
  kit: ReportKit,
  drivers: Explained,
  key: "between" | "within",
  amount: string,
): BridgeStep {
  return {
    key,
    label: kit.t(`report.drivers.${key}`),
    note: kit.t(`report.drivers.${key}Note`),
    ...stepOf(kit, drivers, key, amount),
  };
}

function stepOf({ format, figure }: ReportKit, { of }: Explained, key: string, amount: string) {
  const value = Number(amount);
  const better = betterDirection(of);
  return {
    amount: value,
    text: figure({ metric: of, part: `driver:${key}` }, format.signed(of, amount)),
    good: value === 0 || better === "neither" ? null : value < 0 === (better === "lower"),
  };
}

function factorName({ t, name, view }: ReportKit, key: Factor["key"]): string {
  if (key !== "result_rate") return name(key);
  return t("report.drivers.rate", { result: name(view.result ?? "reservations") });
}

function factorValue({ format }: ReportKit, key: Factor["key"], value: string): string {
  return format.value(key === "result_rate" ? "link_ctr" : key, value);
}

/** As `factorValue`, without the currency that the table's head names. */
function bareFactor({ format }: ReportKit, key: Factor["key"], value: string): string {
  return format.bare(key === "result_rate" ? "link_ctr" : key, value);
}

function NoExplanation({ kit, drivers }: { kit: ReportKit; drivers: Unexplained }) {
  const { t, format, view, name } = kit;
  const amounts = drivers.by_campaign;
  return (
    <Section title={t(view.result ? "report.drivers.title" : "report.drivers.titleSpend")} notes={[]}>
      <p className="say">{keepTogether(whyNot(kit, drivers))}</p>
      {amounts.length > 0 ? (
        <>
          <p className="say second">{t("report.drivers.byCampaign")}</p>
          <div className="fig">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("report.campaigns.campaign")}</th>
                  <th scope="col">
                    {t("report.drivers.spendChange", { spend: inSentence(name("total_spend")) })}
                  </th>
                </tr>
              </thead>
              <tbody>
                {amounts.map((campaign) => (
                  <tr key={campaign.id}>
                    <th scope="row">
                      <bdi>{campaign.name}</bdi>
                    </th>
                    <td>
                      {kit.figure(
                        { metric: "total_spend", part: `campaign_change:${campaign.id}` },
                        format.signed("total_spend", campaign.amount),
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
    </Section>
  );
}

function whyNot(kit: ReportKit, { unavailable }: Unexplained): string {
  const { t, format, view } = kit;
  const metric = view.result ? costOfResult[view.result] : "total_spend";
  const comparison = view.report.figures[metric].comparisons.previous;
  const inBase = format.inMonth(previousMonth(view.report.month));
  if (unavailable === "not_comparable" && comparison.kind === "not_comparable") {
    return t("report.drivers.not_comparable", {
      reason: notComparableText(kit, "previous", comparison),
    });
  }
  return t(unavailable === "factor_missing" ? "report.drivers.factor_missing" : "report.drivers.too_few", {
    inBase,
  });
}
