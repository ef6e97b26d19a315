import http from "node:http";
import type { AddressInfo } from "node:net";
import { pageBody } from "@/tools/bench/fetch/pages";

/** A server in a process of its own: `serve-pages.ts ROWS_PER_PAGE`. The number of pages comes with each request, as `?pages=` of the first. */
const rowsPerPage = Number(process.argv[2]);
const bodies = new Map<string, Buffer>();

const server = http.createServer((request, response) => {
  const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
  const pages = Number(url.pathname.match(/act_(\d+)/)?.[1]);
  const page = Number(Buffer.from(url.searchParams.get("after") ?? "MA", "base64url").toString());
  const next = new URL(url);
  next.searchParams.set("after", Buffer.from(String(page + 1)).toString("base64url"));
  const isLast = page + 1 >= pages;
  const key = `${isLast}${url.pathname}${url.search}`;
  const body =
    bodies.get(key) ?? Buffer.from(pageBody(page % 20, rowsPerPage, isLast ? undefined : next.href));
  if (bodies.size < 400) bodies.set(key, body);
  response.writeHead(200, {
    "content-type": "application/json; charset=UTF-8",
    "content-length": body.length,
  });
  response.end(body);
});
// A slow reader pauses for seconds between two pages; that must not cost it its connection.
server.keepAliveTimeout = 0;
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
