/** The outcome of `work`, no sooner than after `milliseconds`: so that the time of an answer does not tell who works here. */
export async function atLeast<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const [outcome] = await Promise.all([work, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
  return outcome;
}
