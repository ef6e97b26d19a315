import type { Temporal } from "temporal-polyfill";
import type { Faults } from "@/tools/simulator/faults";
import type { CallRecord } from "@/tools/simulator/handle-graph";
import type { Account, Token, World } from "@/tools/simulator/world";

/** What the two servers share. */
export interface SimulatorState {
  world: World;
  readonly faults: Faults;
  readonly calls: CallRecord[];
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
