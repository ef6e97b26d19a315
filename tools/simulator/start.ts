import http from "node:http";
import type { AddressInfo } from "node:net";
import { Temporal } from "temporal-polyfill";
import type { Budgets } from "@/tools/simulator/budgets";
import { handleControl } from "@/tools/simulator/control";
import { Faults } from "@/tools/simulator/faults";
import { type CallRecord, handleGraph } from "@/tools/simulator/handle-graph";
import { randomOf } from "@/tools/simulator/random";
import { type SimulatorState, setAccount, setBudgets, setToken } from "@/tools/simulator/state";
import { UsageLedger } from "@/tools/simulator/usage-ledger";
import {
  type Account,
  type ScriptedMore,
  type SourceRow,
  scripted,
  type Token,
  type World,
} from "@/tools/simulator/world";

export interface SimulatorOptions {
  readonly world: World;
  /** 0 or absent: a free one. */
  readonly port?: number;
  readonly controlPort?: number;
  /** Where "now" comes from; the real clock when absent. */
  readonly clock?: () => Temporal.Instant;
  readonly seed?: number;
  /** A dead version is answered by the newest one, with a warning header. */
  readonly autoUpgrade?: boolean;
}

export interface Simulator {
  /** Without a version. */
  readonly url: string;
  readonly controlUrl: string;
  readonly faults: Faults;
  /** Every request so far, without secrets. */
  readonly calls: readonly CallRecord[];
  now(): Temporal.Instant;
  /** Stops the clock at this moment; null lets it follow the real one. */
  setClock(instant: Temporal.Instant | string | null): void;
  setToken(id: string, change: Partial<Omit<Token, "id">>): void;
  setAccount(id: string, change: Partial<Omit<Account, "id">>): void;
  /** null: nothing is counted any more. */
  setBudgets(budgets: Budgets | null): void;
  /** The account answers exactly these rows from now on. */
  setRows(
    accountId: string,
    rows: readonly SourceRow[],
    accountRows?: readonly SourceRow[],
    more?: ScriptedMore,
  ): void;
  forgetCalls(): void;
  close(): Promise<void>;
}

/** Starts the simulator in this process: the Graph API on one port, its control API on another, both on loopback. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const random = randomOf(options.seed ?? 1);
  let fixed: Temporal.Instant | null = null;
  const state: SimulatorState = {
    world: options.world,
    faults: new Faults(random),
    calls: [],
    usage: new UsageLedger(),
    autoUpgrade: options.autoUpgrade ?? false,
    random,
    now: () => fixed ?? (options.clock ?? Temporal.Now.instant)(),
    setClock: (instant) => {
      fixed = instant === null ? null : Temporal.Instant.from(instant);
    },
  };
  const graph = await listen((request, response) => handleGraph(state, request, response), options.port);
  const control = await listen(
    (request, response) => handleControl(state, request, response),
    options.controlPort,
  );
  return {
    url: graph.url,
    controlUrl: control.url,
    faults: state.faults,
    calls: state.calls,
    now: state.now,
    setClock: state.setClock,
    setToken: (id, change) => setToken(state, id, change),
    setAccount: (id, change) => setAccount(state, id, change),
    setBudgets: (budgets) => setBudgets(state, budgets),
    setRows: (id, rows, accountRows, more) =>
      setAccount(state, id, { source: scripted(rows, accountRows, more) }),
    forgetCalls: () => {
      state.calls.length = 0;
    },
    close: async () => {
      await Promise.all([graph.close(), control.close()]);
    },
  };
}

async function listen(
  handle: (request: http.IncomingMessage, response: http.ServerResponse) => void,
  port = 0,
) {
  const server = http.createServer(handle);
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
