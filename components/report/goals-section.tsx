import { Section } from "@/components/report/section";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { Report } from "@/lib/report/document";
import { whyUnanswered } from "@/lib/report/goals";
import { shownState } from "@/lib/report/shown-state";

type Goals = NonNullable<Report["goals"]>;

/** What the client set for itself and how the month stands against it, with the formula of the pace. Nothing set, no section. */
export function GoalsSection({ kit }: { kit: ReportKit }) {
  const { goals } = kit.view.report;
  if (!goals) return null;
  const { t } = kit;
  // A whole month has a share of its budget and no pace.
  const isPaced = goals.budget && goals.budget.days !== goals.budget.calendar;
  return (
    <Section
      title={t(goals.figures.length > 0 ? "publish.report.goals" : "publish.report.budget")}
      notes={isPaced ? [t("publish.report.paceFormula")] : []}
    >
      <table className="goals">
        <thead>
          <tr>
            <th scope="col">{t("publish.report.goal")}</th>
            <th scope="col">{t("publish.report.reached")}</th>
            <th scope="col">{t("publish.report.outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {goals.figures.map((goal) => (
            <GoalRow key={`${goal.metric} ${goal.kind}`} kit={kit} goal={goal} />
          ))}
          {goals.budget ? <BudgetRow kit={kit} budget={goals.budget} /> : null}
        </tbody>
      </table>
    </Section>
  );
}

function GoalRow({ kit, goal }: { kit: ReportKit; goal: Goals["figures"][number] }) {
  const { t, format, name, view } = kit;
  const { report } = view;
  const { value, days } = report.figures[goal.metric];
  const target = format.value(goal.metric, goal.target);
  const mayChange = shownState(report, goal.metric) === "provisional";
  const unanswered = () => {
    const calendar = String(report.coverage.calendar);
    switch (whyUnanswered(report, goal)) {
      case "differs":
        return t("publish.report.metUnknownDiffers");
      case "days":
        return t("publish.report.metUnknownDays", { days: String(days), calendar });
      case "no_figure":
        return t("publish.report.metUnknown");
    }
  };
  return (
    <tr>
      <th scope="row">{t(`publish.report.${goal.kind}`, { metric: name(goal.metric), target })}</th>
      <td>{value === null ? "—" : kit.figure({ metric: goal.metric }, format.value(goal.metric, value))}</td>
      <td className={goal.met === null ? "na" : goal.met ? "ok" : "no"}>
        {goal.met === null
          ? unanswered()
          : t(`publish.report.${goal.met ? "met" : "missed"}${mayChange ? "SoFar" : ""}`)}
      </td>
    </tr>
  );
}

function BudgetRow({ kit, budget }: { kit: ReportKit; budget: NonNullable<Goals["budget"]> }) {
  const { t, format } = kit;
  const days = { days: String(budget.days), calendar: String(budget.calendar) };
  return (
    <tr>
      <th scope="row">{t("publish.report.budgetOf", { amount: format.money(budget.amount) })}</th>
      <td>
        {budget.spent === null ? "—" : kit.figure({ metric: "total_spend" }, format.money(budget.spent))}
      </td>
      <td>
        {budget.share === null
          ? t("publish.report.metUnknown")
          : budget.days === budget.calendar
            ? kit.figure(
                { metric: "total_spend" },
                t("publish.report.budgetShare", { share: format.change(budget.share) }),
              )
            : kit.figure(
                { metric: "total_spend" },
                t("publish.report.paceShare", {
                  share: format.change(budget.share),
                  due: format.money(budget.due),
                  ...days,
                }),
              )}
      </td>
    </tr>
  );
}
