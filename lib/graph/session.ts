import type { Caller, Wire } from "@/lib/graph/wire";

/** One client's wire, its own credentials and its limits: what every read of it is given. */
export interface Session {
  readonly wire: Wire;
  readonly caller: Caller;
  /** What must not show anywhere: token, proof, app secret. */
  readonly secrets: readonly string[];
  readonly pageLimit: number;
  readonly pageCap: number;
}
