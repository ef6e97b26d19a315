/** A published page as it was stored. */
export interface StoredPage {
  /** Of the bytes, 64 hex digits. */
  readonly sha256: string;
  readonly html: Buffer<ArrayBuffer>;
}

/**
 * Pages that this process has sent, by the hash of their bytes. A publication's bytes never change (R10), so what is kept is never out of date;
 * who may see it is not kept and is asked of the gate every time (incident 50).
 */
export interface PageCache {
  /** The page that an address opened the last time, to tell the gate which bytes need not be sent. It opens nothing by itself. */
  find(address: string): StoredPage | null;
  keep(address: string, page: StoredPage): void;
}

/** A cache of at most so many bytes of pages and so many addresses; what was not asked for the longest goes first. */
export function openPageCache({ bytes = 32 << 20, addresses = 10_000 } = {}): PageCache {
  const pages = new Map<string, StoredPage>();
  const opened = new Map<string, string>();
  let held = 0;
  return {
    find(address) {
      const page = pages.get(opened.get(address) ?? "");
      if (!page) return null;
      touch(opened, address, page.sha256);
      touch(pages, page.sha256, page);
      return page;
    },
    keep(address, page) {
      touch(opened, address, page.sha256);
      if (opened.size > addresses) opened.delete(oldest(opened));
      if (!pages.has(page.sha256)) held += page.html.length;
      touch(pages, page.sha256, page);
      while (held > bytes) {
        const gone = oldest(pages);
        held -= pages.get(gone)?.html.length ?? 0;
        pages.delete(gone);
      }
    },
  };
}

/** A Map keeps the order in which keys came: the newest stands last. */
function touch<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
}

function oldest(map: ReadonlyMap<string, unknown>): string {
  const [first = ""] = map.keys();
  return first;
}
