import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { exchange } from "@/lib/graph/ask/exchange";
import { createFetch } from "@/lib/graph/ask/graph-fetch";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const get = (url: string, timeoutMs = 5_000, signal?: AbortSignal) =>
  exchange(createFetch(1_000), url, { authorization: "Bearer EAAsecret" }, timeoutMs, signal);

it("brings status, headers and the body, unpacked", async () => {
  const url = await serve((_, answer) => {
    answer.writeHead(400, { "content-encoding": "gzip", "x-app-usage": "{}" });
    answer.end(gzipSync('{"żółw":1}'));
  });
  const got = await get(url);
  expect(got).toMatchObject({ kind: "answer", status: 400, body: '{"żółw":1}' });
  expect(got.kind === "answer" && got.header("X-App-Usage")).toBe("{}");
});

it("C06 a redirect is not followed, the token goes nowhere else", async () => {
  let stolen = 0;
  const elsewhere = await serve((_, answer) => {
    stolen += 1;
    answer.end("{}");
  });
  const url = await serve((_, answer) => answer.writeHead(302, { location: elsewhere }).end());
  expect(await get(url)).toMatchObject({ kind: "answer", status: 302 });
  expect(stolen).toBe(0);
});

it("F20 silence before the headers and in the middle of the body ends at the time-out", async () => {
  const silent = await serve(() => undefined);
  expect(await get(silent, 50)).toMatchObject({ kind: "nothing", reason: "timeout" });
  const halting = await serve((_, answer) => answer.writeHead(200).write('{"data":'));
  expect(await get(halting, 50)).toMatchObject({ kind: "nothing", reason: "timeout" });
});

it("F20 a connection reset and a body cut short are failures of the network", async () => {
  const resetting = await serve((request) => request.socket.resetAndDestroy());
  expect(await get(resetting)).toMatchObject({ kind: "nothing", reason: "network" });
  const cut = await serve((request, answer) => {
    answer.writeHead(200, { "content-length": "100" });
    answer.write('{"data":', () => request.socket.destroy());
  });
  expect(await get(cut)).toMatchObject({ kind: "nothing", reason: "network" });
});

it("nobody listening is a failure of the network that names its code, not the address", async () => {
  const gone = await serve(() => undefined);
  for (const close of closing.splice(0)) close();
  const got = await get(`${gone}/v26.0/me?appsecret_proof=abc`);
  expect(got).toEqual({
    kind: "nothing",
    reason: "network",
    message: "The connection failed (ECONNREFUSED).",
  });
});

it("F20 a connection that does not open in time is a timeout of its own", async () => {
  // Takes the TCP connection and never says a word of TLS.
  const mute = createTcpServer();
  await new Promise<void>((ready) => mute.listen(0, "127.0.0.1", ready));
  const sockets: Socket[] = [];
  mute.on("connection", (socket) => sockets.push(socket.on("error", () => undefined)));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
  const url = `https://127.0.0.1:${(mute.address() as AddressInfo).port}/`;
  const got = await exchange(createFetch(50), url, {}, 10_000, undefined);
  expect(got).toEqual({ kind: "nothing", reason: "timeout", message: "No connection in time." });
});

it("the caller's signal ends a call at once", async () => {
  const silent = await serve(() => undefined);
  const before = AbortSignal.abort();
  expect(await get(silent, 5_000, before)).toMatchObject({ kind: "nothing", reason: "stopped" });
  expect(await get(silent, 5_000, AbortSignal.timeout(20))).toMatchObject({
    kind: "nothing",
    reason: "stopped",
  });
});
