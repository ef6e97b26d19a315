/** Texts of one set of data at once: a few languages, ways to sort and filters. */
const most = 24;

interface Held {
  readonly made: Map<string, unknown>;
  /** With one object more. */
  readonly beside: WeakMap<object, Held>;
}

const root: Held = { made: new Map(), beside: new WeakMap() };

/**
 * What `make` makes of these objects, made once for each `name` while all of them are held: nothing else may go into it. Data that is read anew is
 * another object, so what was made of it before is never given for it, and goes when it goes.
 */
export function keptBy<T>(objects: readonly [object, ...object[]], name: string, make: () => T): T {
  let held = root;
  for (const object of objects) {
    const next = held.beside.get(object) ?? { made: new Map(), beside: new WeakMap() };
    held.beside.set(object, next);
    held = next;
  }
  const { made } = held;
  if (made.has(name)) return made.get(name) as T;
  if (made.size >= most) made.clear();
  const text = make();
  made.set(name, text);
  return text;
}
