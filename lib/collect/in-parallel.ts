/** Runs `work` for every item, at most `limit` at a time, in order. The first that throws ends it once those under way have ended. */
export async function inParallel<Item>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const workers = Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (const item of queue) await work(item);
  });
  const ended = await Promise.allSettled(workers);
  const broken = ended.find((one) => one.status === "rejected");
  if (broken) throw broken.reason;
}
