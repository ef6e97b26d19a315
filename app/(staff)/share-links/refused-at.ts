/** Why a link was refused, and the field at which that stands; without one it is about the form as a whole. */
export interface LinkRefusal {
  readonly error: string;
  readonly at?: "until" | "passcode";
}

/** A link that was made, with its address and the day until which it works, in words; or why it was not. */
export type LinkAnswer = { readonly url: string; readonly until: string } | LinkRefusal;

type Answer = { readonly url: string } | { readonly done: string } | LinkRefusal;

/** The words for one field; of the form as a whole without `field`. */
export function errorAt(answer: Answer | null, field?: LinkRefusal["at"]): string | null {
  return answer && "error" in answer && answer.at === field ? answer.error : null;
}
