import type { Temporal } from "temporal-polyfill";
import type { Budgets } from "@/tools/simulator/budgets";
import type { Faults } from "@/tools/simulator/faults";
import type { CallRecord } from "@/tools/simulator/handle-graph";
import type { UsageLedger } from "@/tools/simulator/usage-ledger";
import type { Account, Token, World } from "@/tools/simulator/world";

/** What the two servers share. */
export interface SimulatorState {
  world: World;
  readonly faults: Faults;
  readonly calls: CallRecord[];
  readonly usage: UsageLedger;
  readonly autoUpgrade: boolean;
  readonly random: () => number;
  now(): Temporal.Instant;
  setClock(instant: Temporal.Instant | string | null): void;
}

/** Changes a token; a RangeError for one the world does not have. */
export function setToken(state: SimulatorState, id: string, change: Partial<Omit<Token, "id">>): void {
  if (!state.world.tokens.some((token) => token.id === id))
    throw new RangeError(`There is no token "${id}".`);
  const tokens = state.world.tokens.map((token) => (token.id === id ? { ...token, ...change } : token));
  state.world = { ...state.world, tokens };
}

/** Changes an account; a RangeError for one the world does not have. */
export function setAccount(state: SimulatorState, id: string, change: Partial<Omit<Account, "id">>): void {
  if (!state.world.accounts.some((account) => account.id === id))
    throw new RangeError(`There is no account "${id}".`);
  const accounts = state.world.accounts.map((account) =>
    account.id === id ? { ...account, ...change } : account,
  );
  state.world = { ...state.world, accounts };
}

/** What may be used from now on; null = nothing is counted any more. What was used before still counts. */
export function setBudgets(state: SimulatorState, budgets: Budgets | null): void {
  const { budgets: _, ...world } = state.world;
  state.world = budgets ? { ...world, budgets } : world;
}
