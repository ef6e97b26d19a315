import type { Temporal } from "temporal-polyfill";
import { type CheckKey, checks } from "@/lib/checks/catalogue";
import { checksPatienceHours } from "@/lib/facts/checks-coverage";
import type { CheckAnswers } from "@/lib/facts/grid/read-check-answers";

/** What one check says of all clients. */
export interface CheckRow {
  readonly check: CheckKey;
  /** `unknown`: no client got an answer lately; `partly`: some did not; never green then (product.md, States). */
  readonly kind: "unknown" | "finding" | "partly" | "fine";
  readonly evaluated: number;
  readonly expected: number;
  /** Clients with a finding, by name. */
  readonly found: readonly string[];
  /** Why the others have no answer, the commonest reason first; `stale`: the answer is too old to say anything of today. */
  readonly unknown: readonly { readonly reason: string; readonly clients: readonly string[] }[];
}

/** Whether nobody asked: the check never ran, or so long ago that its answers say nothing of today. Else it ran and could not judge anybody. */
export function didNotRun({ kind, unknown }: CheckRow): boolean {
  return (
    kind === "unknown" &&
    unknown.length > 0 &&
    unknown.every(({ reason }) => reason === "not_run" || reason === "stale")
  );
}

/** One row per check of the data, unknown first, then those that found something (grain: check). Pure. */
export function checkRows(input: {
  readonly clients: readonly { readonly clientId: string; readonly name: string }[];
  readonly answers: Pick<CheckAnswers, "clients">;
  readonly now: Temporal.Instant;
}): CheckRow[] {
  const { clients, answers, now } = input;
  const oldest = now.subtract({ hours: checksPatienceHours }).epochMilliseconds;
  const byClient = new Map(answers.clients.map((each) => [each.clientId, each]));
  const rows = dataChecks.map((check): CheckRow => {
    const found: string[] = [];
    const why = new Map<string, string[]>();
    for (const { clientId, name } of clients) {
      const answer = byClient.get(clientId);
      const said = answer?.outcomes[check];
      const fresh = answer && answer.evaluatedAt.epochMilliseconds >= oldest;
      const reason = !said ? "not_run" : !fresh ? "stale" : said.outcome === "unknown" ? said.reason : null;
      if (reason !== null) why.set(reason ?? "other", [...(why.get(reason ?? "other") ?? []), name]);
      else if (said?.outcome === "finding") found.push(name);
    }
    const unknown = [...why].map(([reason, names]) => ({ reason, clients: names }));
    const evaluated = clients.length - unknown.reduce((sum, { clients: names }) => sum + names.length, 0);
    return {
      check,
      kind:
        evaluated === 0
          ? "unknown"
          : found.length > 0
            ? "finding"
            : evaluated < clients.length
              ? "partly"
              : "fine",
      evaluated,
      expected: clients.length,
      found,
      unknown: unknown.sort((a, b) => b.clients.length - a.clients.length),
    };
  });
  const order = ["unknown", "finding", "partly", "fine"];
  return rows.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

const dataChecks = (Object.keys(checks) as CheckKey[]).filter((key) => checks[key].where === "data");
