import type http from "node:http";
import { z } from "zod";
import { aggregate } from "@/tools/simulator/aggregate";
import type { Budgets } from "@/tools/simulator/budgets";
import { controlShapes } from "@/tools/simulator/control-shapes";
import type { Fault } from "@/tools/simulator/faults";
import { readBody } from "@/tools/simulator/read-body";
import { type SimulatorState, setAccount, setBudgets, setToken } from "@/tools/simulator/state";
import { type ScriptedMore, type SourceRow, scripted, type Token } from "@/tools/simulator/world";

/** The control API: `GET|PUT /clock`, `GET|POST|DELETE /faults`, `GET|DELETE /calls`, `PUT /budgets`, `PUT /tokens/ID`, `PUT /accounts/ID/rows`, `GET /truth`. */
export async function handleControl(
  state: SimulatorState,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  try {
    const url = new URL(`http://control${request.url ?? "/"}`);
    const text = await readBody(request);
    const body: unknown = text === "" ? null : JSON.parse(text);
    answer(200, command(state, `${request.method} ${url.pathname}`, url.searchParams, body));
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    if (!response.destroyed) answer(400, { error: message });
  }
}

function command(state: SimulatorState, asked: string, query: URLSearchParams, body: unknown): unknown {
  const [, room = "", id = "", rest = ""] =
    asked.match(/^(PUT \/(?:tokens|accounts))\/([^/]+)(\/rows)?$/) ?? [];
  switch (id === "" ? asked : `${room}/ID${rest}`) {
    case "GET /clock":
      return { now: state.now().toString() };
    case "PUT /clock":
      state.setClock(controlShapes.clock.parse(body).now);
      return { now: state.now().toString() };
    case "POST /faults":
      // The shape is the type, but for optional fields that zod reads as possibly undefined.
      state.faults.add(...(controlShapes.faults.parse(body) as readonly Fault[]));
      return state.faults.list();
    case "GET /faults":
      return { faults: state.faults.list(), idle: state.faults.idle() };
    case "DELETE /faults":
      state.faults.clear();
      return [];
    case "GET /calls":
      return state.calls;
    case "DELETE /calls":
      state.calls.length = 0;
      return [];
    case "PUT /budgets":
      setBudgets(state, controlShapes.budgets.parse(body) as Budgets | null);
      return state.world.budgets ?? null;
    case "PUT /tokens/ID": {
      const { revokedAt, ...change } = controlShapes.token.parse(body);
      const revoked = revokedAt === undefined ? {} : { revokedAt: revokedAt ?? undefined };
      setToken(state, decodeURIComponent(id), { ...change, ...revoked } as Partial<Omit<Token, "id">>);
      return { id };
    }
    case "PUT /accounts/ID/rows": {
      const { rows, accountRows, ...more } = controlShapes.rows.parse(body);
      const source = scripted(
        rows as readonly SourceRow[],
        accountRows as readonly SourceRow[] | undefined,
        more as ScriptedMore,
      );
      setAccount(state, id, { source });
      return { id, rows: rows.length };
    }
    case "GET /truth":
      return truth(state, query);
    default:
      throw new RangeError(`There is no control "${asked}".`);
  }
}

/** What Meta would answer at this moment, exact, at both levels. */
function truth(state: SimulatorState, query: URLSearchParams): unknown {
  const { account: id, since, until } = controlShapes.truth.parse(Object.fromEntries(query));
  const account = state.world.accounts.find((candidate) => candidate.id === id);
  if (!account) throw new RangeError(`There is no account "${id}".`);
  const source = account.source.rows(since, until, state.now());
  const perDay = (row: SourceRow) => [row.date_start, row.date_stop] as const;
  const own = account.source.accountRows?.(since, until, state.now());
  return {
    campaigns: aggregate(source, "campaign", perDay),
    account: aggregate(own ?? source, "account", perDay),
  };
}
