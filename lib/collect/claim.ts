import type { CollectAccount } from "@/lib/collect/account";
import type { AttemptId, RunId } from "@/lib/values/ids";
import type { Window } from "@/lib/values/window";

/** One worker's hold on one account's window. The attempt is the fence: once another worker took the account, it is not running (R5). */
export interface Claim {
  readonly runId: RunId;
  readonly attemptId: AttemptId;
  readonly attemptNumber: number;
  readonly account: CollectAccount;
  readonly window: Window;
  /** All of its days are older than those of the pass: that they are not answered says less of whether Meta is out. */
  readonly isHistory: boolean;
}

/** The attempt is no longer this worker's: nothing may be written (F23). */
export class LostClaim extends Error {
  override readonly name = "LostClaim";
  constructor() {
    super("Another worker has taken over this account; nothing was written.");
  }
}

/** The mapping got a new version between reading and writing: the rows are derived with a choice that counts no more. */
export class MappingChanged extends Error {
  override readonly name = "MappingChanged";
  constructor() {
    super("The client's mapping changed while its figures were read; nothing was written.");
  }
}
