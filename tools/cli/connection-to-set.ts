/** The connection whose token is set, and whether it is made for it; or the sentence that says why it is not clear which. */
export type ConnectionToSet =
  | { readonly name: string; readonly as: "new" | "replacement" }
  | { readonly problem: string };

/**
 * Which connection a token is for. One that works must not be lost to another client's token: where there are several nothing is guessed, a
 * name that is not there makes nothing, and a new connection is asked for in so many words. Pure.
 */
export function connectionToSet(asked: {
  readonly name: string | undefined;
  readonly isNew: boolean;
  /** Names of the connections that are there. */
  readonly known: readonly string[];
  /** Whether accounts may be read with a token that is in no connection. */
  readonly hasEnvToken: boolean;
}): ConnectionToSet {
  const { name, isNew } = asked;
  const known = [...asked.known].sort();
  const names = known.join(", ");
  if (isNew) {
    const fresh = name ?? "agency";
    if (!known.includes(fresh)) return { name: fresh, as: "new" };
    const ways = "without --new its token is replaced, with --name the new one gets another name";
    return { problem: `There is a connection "${fresh}" already; ${ways}.` };
  }
  const [first, ...others] = known;
  if (first === undefined)
    return { problem: "There is no connection yet; the first one is made with --new." };
  if (name === undefined) {
    if (others.length > 0) return { problem: `Say with --name whose token this is: ${names}.` };
    if (!asked.hasEnvToken) return { name: first, as: "replacement" };
    return {
      problem: `Say with --name whose token this is: ${names}. The one in META_ACCESS_TOKEN is changed in the environment, not here.`,
    };
  }
  if (known.includes(name)) return { name, as: "replacement" };
  const there = others.length > 0 ? `there are ${names}` : `there is ${names}`;
  return { problem: `There is no connection "${name}"; ${there}. A new one is made with --new.` };
}
