import { expect, test } from "vitest";
import { failureOf } from "@/lib/collect/failure";
import { deriveAccountTotals, deriveCampaignDays } from "@/lib/collect/rows/derive-rows";
import { learnChoices } from "@/lib/collect/rows/learn-choices";
import { RefusedWindow, validateDailyData } from "@/lib/collect/rows/validate-daily-data";
import { CostSheet, fetchWindow } from "@/lib/collect/window/fetch-window";
import { createGraphClient } from "@/lib/graph/create-graph-client";
import { errorClasses } from "@/lib/graph/errors/graph-error";
import { defaultCandidates } from "@/lib/kpi/catalogue";
import { kpiChoicesSchema } from "@/lib/kpi/choices";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import type { MetaAccountId } from "@/lib/values/ids";
import { isDoubted, wrongFigures } from "@/tests/robustness/answers/judge";
import { mutate } from "@/tests/robustness/answers/mutate";
import { speak, type Told, told } from "@/tests/robustness/answers/spoken";
import { clientNumber, truthOf } from "@/tests/robustness/support/clients";
import { ordeal, patience, report } from "@/tests/robustness/support/ordeal";
import { randomOf } from "@/tools/simulator/random";

const { count, seed, replay } = ordeal("answers", 20_000);
const client = clientNumber(0);
const accountId = client.externalId as MetaAccountId;
const window = { since: parseCalendarDay("2026-11-02"), until: parseCalendarDay("2026-11-05") };
const ids = new Set(["101", "102", "103"]);
const worlds = Array.from({ length: 16 }, (_, version) =>
  told(client, truthOf(client, { ...window, campaigns: 3, version })),
);
const chosen = { measured_since: "2026-01-01" };
const mapping = {
  version: 1,
  isFirst: false,
  candidates: defaultCandidates,
  choices: kpiChoicesSchema.parse({
    reservations: { list: "actions", type: "omni_purchase", ...chosen },
    leads: { list: "actions", type: "lead", ...chosen },
    reservation_value: { list: "action_values", type: "omni_purchase", ...chosen },
  }),
};
const token = "EAAtokenOfTheOrdeal0001";

type Verdict = "true" | "doubted" | "refused" | "failed";

/** Reads, validates and derives a window as the collector does, with one answer mutated: what becomes of it. Throws on a wrong figure. */
async function live(truth: Told, random: () => number): Promise<Verdict> {
  const struck = Math.floor(random() * 4);
  // Once: the same question again is answered well. Always: Meta says so every time.
  const always = random() < 0.5;
  let hits = 0;
  let place = 0;
  const graph = createGraphClient({
    baseUrl: "https://graph.example.com",
    version: "v26.0",
    token,
    appSecret: "secret-of-the-ordeal",
    pageLimit: 5,
    pageCap: 20,
    random: () => 0,
    sleep: async () => {},
    fetch: speak(
      () => truth,
      5,
      (answer, { level, page }) => {
        place = level === "campaign" ? page - 1 : 3;
        if (place !== struck || (hits > 0 && !always)) return answer;
        hits += 1;
        return mutate(answer, random, ids);
      },
    ),
  });
  const fetched = await fetchWindow(graph, accountId, window, new CostSheet(), new AbortController().signal);
  if (fetched.kind === "error") {
    const { error } = fetched;
    const failure = failureOf(error);
    if (!errorClasses.includes(error.class) || !failure.reason)
      throw new Error(`Unclassified: ${JSON.stringify(error)}`);
    if (error.message.includes(token) || error.message.includes("secret-of-the-ordeal"))
      throw new Error(`A secret in a message: ${error.message}`);
    return "failed";
  }
  const { campaignRows, accountRows, window: read } = fetched.value;
  try {
    validateDailyData(campaignRows, {
      level: "campaign",
      window: read,
      accountId,
      currency: client.currency,
    });
    validateDailyData(accountRows, { level: "account", window: read, accountId, currency: client.currency });
    const learned = learnChoices(mapping, accountRows);
    const totals = deriveAccountTotals(accountRows, read, learned.mapping);
    const rows = deriveCampaignDays(campaignRows, learned.mapping);
    let doubted = false;
    for (const { date, figures } of totals) {
      const ofDay = rows.filter((row) => row.date === date);
      if (
        isDoubted(
          figures,
          ofDay.map((row) => row.figures),
          client.currency,
        )
      ) {
        doubted = true;
        continue;
      }
      const wrong = wrongFigures(
        figures,
        truth.account.find((row) => row.date_start === date),
        ofDay.length,
      );
      for (const meant of truth.campaign.filter((row) => row.date_start === date)) {
        const stored = ofDay.find(({ campaignId }) => campaignId === meant.campaign_id);
        if (!stored) wrong.push(`no ${meant.campaign_id}`);
        else wrong.push(...wrongFigures(stored.figures, meant, ofDay.length));
      }
      if (wrong.length > 0) throw new Error(`Wrong and not doubted on ${date}: ${wrong.join(", ")}`);
    }
    return doubted ? "doubted" : "true";
  } catch (error) {
    if (error instanceof RefusedWindow) return "refused";
    throw error;
  }
}

test(
  `R5 ${count.toLocaleString("en")} mutated answers in memory: none makes a wrong figure that nobody doubts, none crashes, none is without a class`,
  async () => {
    const verdicts: Record<Verdict, number> = { true: 0, doubted: 0, refused: 0, failed: 0 };
    for (let number = 0; number < count; number += 1) {
      const world = worlds[number % worlds.length] as Told;
      try {
        verdicts[await live(world, randomOf(seed * 1_000_003 + number))] += 1;
      } catch (error) {
        throw new Error(`Mutation ${number}: ${error instanceof Error ? error.message : error}. ${replay}`, {
          cause: error,
        });
      }
    }
    report("answers", { "in memory": count, ...verdicts });
    for (const kind of Object.keys(verdicts) as Verdict[])
      expect(verdicts[kind], kind).toBeGreaterThan(count / 100);
  },
  patience(1_200_000),
);
