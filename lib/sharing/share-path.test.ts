import { expect, test } from "vitest";
import { readSharePath } from "@/lib/sharing/share-path";

const read = (path: string) => readSharePath(path === "" ? [] : path.split("/"));

test.each([
  ["", null, null, "page"],
  ["2026-10", "2026-10", null, "page"],
  ["v/2", null, 2, "page"],
  ["2026-10/v/1", "2026-10", 1, "page"],
  ["pdf", null, null, "pdf"],
  ["2026-10/csv", "2026-10", null, "csv"],
  ["v/1/xlsx", null, 1, "xlsx"],
  ["2026-10/v/12/json", "2026-10", 12, "json"],
  ["changes", null, null, "changes"],
])("/r/T/%s means month %s, version %s, %s", (path, month, version, part) => {
  expect(read(path)).toEqual({ month, version, part });
});

test.each([
  "2026-13",
  "page",
  "v",
  "v/0",
  "v/x",
  "v/01",
  "v/99999",
  "pdf/2026-10",
  "csv/csv",
  "v/1/changes",
  "PDF",
  "..",
  "2026-10/",
])("/r/T/%s means nothing, and is as closed as an unknown link", (path) => {
  expect(read(path)).toBeNull();
});
