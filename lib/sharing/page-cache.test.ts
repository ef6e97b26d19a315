import { expect, test } from "vitest";
import { openPageCache, type StoredPage } from "@/lib/sharing/page-cache";

const page = (sha256: string, bytes: number): StoredPage => ({ sha256, html: Buffer.alloc(bytes) });

test("what was not asked for the longest goes when the bytes are used up", () => {
  const cache = openPageCache({ bytes: 100 });
  cache.keep("/a", page("a", 40));
  cache.keep("/b", page("b", 40));
  cache.find("/a");
  cache.keep("/c", page("c", 40));
  expect(["/a", "/b", "/c"].map((address) => cache.find(address)?.sha256)).toEqual(["a", undefined, "c"]);
});

test("two addresses of the same bytes keep them once", () => {
  const cache = openPageCache({ bytes: 100 });
  cache.keep("/a", page("a", 60));
  cache.keep("/b", page("a", 60));
  expect([cache.find("/a")?.sha256, cache.find("/b")?.sha256]).toEqual(["a", "a"]);
});

test("a page larger than all there is room for is not kept, and addresses have a bound of their own", () => {
  const cache = openPageCache({ bytes: 100, addresses: 2 });
  cache.keep("/large", page("large", 101));
  expect(cache.find("/large")).toBeNull();
  for (const address of ["/a", "/b", "/c"]) cache.keep(address, page("same", 10));
  expect(["/a", "/b", "/c"].map((address) => cache.find(address)?.sha256)).toEqual([
    undefined,
    "same",
    "same",
  ]);
});
