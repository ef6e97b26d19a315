import type { Actor, Database, StaffTx } from "@/lib/db/database";
import { type Moment, readMoment } from "@/lib/db/moment";

export interface KeptRead<T> {
  /** What is read, with everything that it depends on besides the database and the clock: which month, which accounts. */
  readonly name: string;
  /** The time as the reading knows it; an answer of another time is not given, and goes. */
  readonly asOf: string;
  readonly actor: Actor;
  /** The database as this request sees it; null where that cannot be said: then nothing is taken from before. */
  readonly seen: Moment | null;
  /** Reads it; its answer is shared and never changed. */
  readonly work: (tx: StaffTx) => Promise<T>;
}

export interface KeptReads {
  /** The answer of `work` over the database at `seen` or later: a kept one where Postgres proves that nothing was written since, else read anew. */
  read<T>(db: Database, asked: KeptRead<T>): Promise<T>;
}

interface Entry {
  readonly asOf: string;
  /** What the request saw that began the reading. */
  readonly seen: Moment;
  readonly answer: Promise<Answered>;
  /** Once it has been read: what was read then. */
  moment?: Moment | null;
}

interface Answered {
  readonly value: unknown;
  readonly moment: Moment | null;
}

/**
 * Answers of this process, at most `most` of them, the longest unused dropped first. An answer is given again only to the same person in the same role, and only
 * where the database has not changed by a single row: equal moments see the same rows, so a kept answer is the one that reading anew would give (docs/adr/0025).
 */
export function keepReads(most: number): KeptReads {
  const entries = new Map<string, Entry>();
  const keep = (key: string, entry: Entry) => {
    entries.delete(key);
    entries.set(key, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= most) return;
      entries.delete(oldest);
    }
  };
  return {
    async read<T>(db: Database, { name, asOf, actor, seen, work }: KeptRead<T>): Promise<T> {
      const readNow = (): Promise<Answered> =>
        db.asStaff(actor, async (tx) => ({ moment: await readMoment(tx), value: await work(tx) }), {
          snapshot: true,
        });
      if (seen === null) return (await readNow()).value as T;
      const key = [actor.role, actor.staffId, name].join("\n");
      const known = entries.get(key);
      // A reading that began at the same moment and is still under way sees that moment or a later one, which is newer than what this request saw.
      const isSame = known && (known.moment === undefined ? known.seen : known.moment) === seen;
      if (isSame && known.asOf === asOf) {
        keep(key, known);
        return (await known.answer).value as T;
      }
      const entry: Entry = { asOf, seen, answer: readNow() };
      keep(key, entry);
      try {
        const { moment, value } = await entry.answer;
        entry.moment = moment;
        return value as T;
      } catch (error) {
        if (entries.get(key) === entry) entries.delete(key);
        throw error;
      }
    },
  };
}
