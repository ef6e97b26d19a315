/** Where a read is: the edge (`act_1/insights`, no version) on our own host. */
export interface Edge {
  readonly baseUrl: URL;
  readonly path: string;
}

/** The query to ask next, without credentials, or the plain reason why a `next` link is not followed (C06). */
export type NextQuery =
  | { readonly ok: true; readonly query: string; readonly cursor: string }
  | { readonly ok: false; readonly why: string };

const credentialNames = new Set(["access_token", "appsecret_proof"]);

/**
 * Takes Meta's `paging.next` apart (graph-api.md §3.4): only our own host and the very edge that was asked pass, in whatever version;
 * the credentials in it are dropped (C07), every other parameter stays as it is, byte for byte. `cursor` names the position, for the
 * guard against loops.
 */
export function readNextQuery(next: string, edge: Edge): NextQuery {
  const url = URL.parse(next);
  if (url === null) return { ok: false, why: "the link to the next page is not an address" };
  if (url.host !== edge.baseUrl.host || url.username !== "" || url.password !== "") {
    return { ok: false, why: "the link to the next page leads to another host" };
  }
  const prefix = edge.baseUrl.pathname.replace(/\/$/, "");
  const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : url.pathname;
  if (path.replace(/^\/v\d+\.\d+(?=\/)/, "") !== `/${edge.path}`) {
    return { ok: false, why: "the link to the next page leads to another edge" };
  }
  const pairs = url.search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "" && !credentialNames.has(nameOf(pair)));
  const query = pairs.join("&");
  return { ok: true, query, cursor: pairs.find((pair) => nameOf(pair) === "after") ?? query };
}

function nameOf(pair: string): string {
  const raw = pair.split("=", 1)[0] ?? "";
  try {
    return decodeURIComponent(raw).toLowerCase();
  } catch {
    return raw.toLowerCase();
  }
}
