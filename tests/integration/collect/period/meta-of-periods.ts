import { createGraphClient } from "@/lib/graph/create-graph-client";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { BreakdownKind } from "@/lib/values/breakdown";

export type Question = "reach" | "total" | BreakdownKind;

type Row = Readonly<Record<string, unknown>>;
/** Rows, the error that Meta answers with, or no answer before the time is up. */
export type PeriodAnswer = readonly Row[] | "timeout" | { readonly code: number; readonly subcode?: number };

export interface Asked {
  readonly of: Question;
  readonly since: string;
  readonly until: string;
}

export interface MetaOfPeriods {
  readonly graph: GraphClient;
  readonly asked: Asked[];
  /** What a question is answered from now on, about every month or about one only. */
  answer(of: Question, answer: PeriodAnswer, only?: string): void;
  /** Sends this usage, in percent, with every answer; null: no header. */
  useUp(percent: number | null): void;
}

const kinds: Readonly<Record<string, BreakdownKind>> = {
  "age,gender": "age_gender",
  "publisher_platform,platform_position": "placement",
  region: "region",
};

/** A Meta that answers questions about whole periods of the account 1000000000000001 by what it was told; rows get the days asked for. */
export function startMetaOfPeriods(): MetaOfPeriods {
  const answers = new Map<string, PeriodAnswer>();
  const asked: Asked[] = [];
  let usage: number | null = null;
  const graph = createGraphClient({
    baseUrl: "https://graph.example.com",
    version: "v26.0",
    token: "EAAtokenOfLatarnia0001",
    random: () => 0,
    sleep: async () => {},
    readTimeoutMs: 50,
    async fetch(url, { signal }) {
      const query = new URL(url).searchParams;
      const breakdowns = query.get("breakdowns");
      const isReach = query.get("fields")?.includes("reach") ?? false;
      const of = breakdowns ? kinds[breakdowns] : isReach ? "reach" : "total";
      if (!of || query.get("time_increment") !== "all_days") throw new Error(`nobody may ask ${query}`);
      const { since, until } = JSON.parse(query.get("time_range") ?? "{}") as Omit<Asked, "of">;
      asked.push({ of, since, until });
      const answer = answers.get(`${of} ${since.slice(0, 7)}`) ?? answers.get(of) ?? [];
      const headers = new Headers(
        usage === null ? {} : { "x-ad-account-usage": JSON.stringify({ acc_id_util_pct: usage }) },
      );
      if (answer === "timeout") {
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      }
      if ("code" in answer) {
        const error = { message: "refused", code: answer.code, error_subcode: answer.subcode };
        return { status: 400, headers, text: async () => JSON.stringify({ error }) };
      }
      const data = answer.map((row) => ({
        ...{ account_id: "1000000000000001", date_start: since, date_stop: until },
        ...row,
      }));
      return { status: 200, headers, text: async () => JSON.stringify({ data, paging: {} }) };
    },
  });
  return {
    graph,
    asked,
    answer(of, answer, only) {
      // What is said of all months holds for those too of which something else was said before.
      if (!only) for (const key of [...answers.keys()]) if (key.startsWith(`${of} `)) answers.delete(key);
      answers.set(only ? `${of} ${only}` : of, answer);
    },
    useUp(percent) {
      usage = percent;
    },
  };
}
