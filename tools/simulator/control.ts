import type http from "node:http";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { aggregate } from "@/tools/simulator/aggregate";
import type { Fault } from "@/tools/simulator/faults";
import { readBody } from "@/tools/simulator/read-body";
import { type SimulatorState, setAccount, setToken } from "@/tools/simulator/start";
import { scripted } from "@/tools/simulator/world";

const instant = z.string().transform((text) => Temporal.Instant.from(text));
const rows = z.array(z.looseObject({ date_start: z.string(), date_stop: z.string() }));
const shapes = {
  clock: z.object({ now: instant.nullable() }),
  faults: z.array(
    z.object({
      name: z.string().optional(),
      when: z.looseObject({}),
      does: z.looseObject({ kind: z.string() }),
    }),
  ),
  token: z.object({
    state: z.enum(["ok", "removed", "checkpointed", "password_changed", "expired", "logged_out"]).optional(),
    revokedAt: instant.optional(),
  }),
  rows: z.object({ rows, accountRows: rows.optional() }),
};

/** The control API: `GET|PUT /clock`, `POST|DELETE /faults`, `GET|DELETE /calls`, `PUT /tokens/ID`, `PUT /accounts/ID/rows`, `GET /truth`. */
export async function handleControl(
  state: SimulatorState,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://control");
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  try {
    const text = await readBody(request);
    answer(
      200,
      command(
        state,
        `${request.method} ${url.pathname}`,
        url.searchParams,
        text === "" ? null : JSON.parse(text),
      ),
    );
  } catch (error) {
    answer(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function command(state: SimulatorState, asked: string, query: URLSearchParams, body: unknown): unknown {
  const [, id = ""] = asked.match(/^PUT \/(?:tokens|accounts)\/([^/]+)/) ?? [];
  switch (asked.replace(id && `/${id}`, id && "/ID")) {
    case "GET /clock":
      return { now: state.now().toString() };
    case "PUT /clock":
      state.setClock(shapes.clock.parse(body).now);
      return { now: state.now().toString() };
    case "POST /faults":
      state.faults.add(...(shapes.faults.parse(body) as unknown as Fault[]));
      return state.faults.list();
    case "DELETE /faults":
      state.faults.clear();
      return [];
    case "GET /calls":
      return state.calls;
    case "DELETE /calls":
      state.calls.length = 0;
      return [];
    case "PUT /tokens/ID": {
      const { state: next, revokedAt } = shapes.token.parse(body);
      setToken(state, id, { ...(next ? { state: next } : {}), ...(revokedAt ? { revokedAt } : {}) });
      return { id };
    }
    case "PUT /accounts/ID/rows": {
      const parsed = shapes.rows.parse(body);
      setAccount(state, id, { source: scripted(parsed.rows as never, parsed.accountRows as never) });
      return { id };
    }
    case "GET /truth":
      return truth(state, query);
    default:
      throw new RangeError(`There is no control "${asked}".`);
  }
}

/** What Meta would answer at this moment, exact, at both levels. */
function truth(state: SimulatorState, query: URLSearchParams): unknown {
  const {
    account: id,
    since,
    until,
  } = z
    .object({ account: z.string(), since: z.iso.date(), until: z.iso.date() })
    .parse(Object.fromEntries(query));
  const account = state.world.accounts.find((candidate) => candidate.id === id);
  if (!account) throw new RangeError(`There is no account "${id}".`);
  const source = account.source.rows(since, until, state.now());
  const perDay = (row: { date_start: string; date_stop: string }) => [row.date_start, row.date_stop] as const;
  return {
    campaigns: aggregate(source, "campaign", perDay),
    account: aggregate(account.source.accountRows?.(since, until, state.now()) ?? source, "account", perDay),
  };
}
