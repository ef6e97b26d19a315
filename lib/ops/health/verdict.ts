/** What one part of the portal says about itself. `unknown`: nothing there to judge; never dressed up as ok (R13). */
export interface Verdict {
  readonly state: "ok" | "failed" | "unknown";
  /** One sentence; no secret, no address. */
  readonly detail: string;
}

/** The verdict of `look`; a fault is a failed verdict with a plain sentence, its cause goes to `report`. */
export async function judge(
  look: () => Promise<Verdict>,
  report: (error: unknown) => void,
): Promise<Verdict> {
  try {
    return await look();
  } catch (error) {
    report(error);
    return { state: "failed", detail: "Could not be read; the log says why." };
  }
}
