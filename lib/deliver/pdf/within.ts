/** Work that had its time and is not done. */
export class TooLateError extends Error {
  override name = "TooLateError";
}

/** What the work gives, or TooLateError once its time is over; the work itself goes on until somebody ends it. */
export async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(
      () => refuse(new TooLateError(`It was not done after ${Math.round(ms / 1000)} seconds.`)),
      ms,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
