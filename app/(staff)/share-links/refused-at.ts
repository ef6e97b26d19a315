/** Why a link was refused, and the field at which that stands; without one it is about the form as a whole. */
export interface LinkRefusal {
  readonly error: string;
  readonly at?: "until" | "passcode";
}

type Answer = { readonly url: string } | { readonly done: string } | LinkRefusal;

/** The words for one field; of the form as a whole without `field`. */
export function errorAt(answer: Answer | null, field?: LinkRefusal["at"]): string | null {
  return answer && "error" in answer && answer.at === field ? answer.error : null;
}
