/** Runs `work` for every item, at most `limit` at a time, in order. After one that throws none is begun; those under way end first. */
export async function inParallel<Item>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  let isBroken = false;
  const workers = Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (const item of queue) {
      if (isBroken) return;
      try {
        await work(item);
      } catch (error) {
        isBroken = true;
        throw error;
      }
    }
  });
  const ended = await Promise.allSettled(workers);
  const broken = ended.find((one) => one.status === "rejected");
  if (broken) throw broken.reason;
}
