import { invalidParameter, Refusal } from "@/tools/simulator/meta-error";

/** A cursor in Meta's style: the position in base64 with a `ZD` tail (graph-api.md §3.4). */
export function cursorOf(offset: number): string {
  return `${Buffer.from(String(offset)).toString("base64").replace(/=+$/, "")}ZD`;
}

/** The position a cursor stands for; 2642 for one that Meta never gave out. */
export function offsetOf(cursor: string | null): number {
  if (cursor === null || cursor === "") return 0;
  const text = Buffer.from(cursor.replace(/ZD$/, ""), "base64").toString();
  if (!/^\d+$/.test(text))
    throw new Refusal({ status: 400, code: 2642, message: "(#2642) Invalid cursors values" });
  return Number(text);
}

/** Which page a request asks for, from 1, by position; 1 when its cursor or limit is nonsense. */
export function pageNumber(params: URLSearchParams): number {
  try {
    return Math.floor(offsetOf(params.get("after")) / limitOf(params)) + 1;
  } catch {
    return 1;
  }
}

/** The page size asked for, default 25 (graph-api.md §3.1). */
export function limitOf(params: URLSearchParams): number {
  const limit = Number(params.get("limit") ?? 25);
  if (!Number.isInteger(limit) || limit < 1 || limit > 5000)
    throw invalidParameter("Param limit must be a positive integer");
  return limit;
}

export interface PagedAnswer {
  data: readonly unknown[];
  paging?: { cursors: { before: string; after: string }; next?: string };
}

/** One page. `next` is absolute and carries the token, as Meta's does; the last page has `after` but no `next`. */
export function pageOf(
  rows: readonly unknown[],
  offset: number,
  limit: number,
  url: URL,
  token: string,
): PagedAnswer {
  const data = rows.slice(offset, offset + limit);
  if (data.length === 0) return { data };
  const after = cursorOf(offset + data.length);
  const cursors = { before: cursorOf(offset), after };
  if (offset + data.length >= rows.length) return { data, paging: { cursors } };
  return { data, paging: { cursors, next: nextLink(url, after, token) } };
}

/** The absolute address of the next page. */
export function nextLink(url: URL, after: string, token: string): string {
  const next = new URL(url);
  next.searchParams.set("access_token", token);
  next.searchParams.set("after", after);
  return next.href;
}
