/** A rule that did not hold: where, and what was expected instead. */
export interface Violation {
  readonly rule: string;
  readonly client: string | null;
  readonly day: string | null;
  readonly expected: string;
  readonly found: string;
}

/** Ends a simulation. */
export class ViolatedInvariant extends Error {
  override readonly name = "ViolatedInvariant";
  constructor(readonly violation: Violation) {
    super(`${violation.rule}: expected ${violation.expected}, found ${violation.found}`);
  }
}

export function violate(violation: Violation): never {
  throw new ViolatedInvariant(violation);
}
