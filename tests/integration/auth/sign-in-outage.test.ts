import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { NextRequest } from "next/server";
import { afterEach, expect, test, vi } from "vitest";
import { sessionCookie } from "@/lib/auth/session/open-supabase";
import { proxy } from "@/proxy";

let server: Server | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = undefined;
});

/** A sign-in service that does with a request what it is told; how often it was asked. */
async function startService(answer: (end: (status: number, body: string) => void) => void) {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer((status, body) => response.writeHead(status, { "content-type": "application/json" }).end(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked };
}

/** A page asked for by somebody whose browser has a session, fresh or one that has to be renewed. */
async function ask(service: string, { over = false } = {}): Promise<Response> {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", service);
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "a-publishable-key");
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + (over ? -60 : 3600);
  const claims = { sub: "a0000000-0000-4000-8000-000000000001", email: "anna@latarnia.example", exp };
  const session = {
    access_token: `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}.${part({ not: "signed" })}`,
    refresh_token: "a-refresh-token",
    expires_at: exp,
    expires_in: 3600,
    token_type: "bearer",
    user: { id: claims.sub, email: claims.email },
  };
  const cookie = `${sessionCookie}=base64-${Buffer.from(JSON.stringify(session)).toString("base64url")}`;
  return proxy(new NextRequest("https://portal.example/alerts", { headers: { cookie } }));
}

async function expectOutage(answer: Response): Promise<void> {
  expect(answer.status).toBe(503);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  // Nothing takes the session away.
  expect(answer.headers.get("set-cookie")).toBeNull();
  const text = await answer.text();
  expect(text).toContain("you stay signed in");
  expect(text).toContain("logowanie pozostaje ważne");
}

test.each([{ over: false }, { over: true }])(
  "a sign-in service that nobody answers for is not taken for being signed out %j",
  async (session) => {
    const { url } = await startService(() => {});
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    await expectOutage(await ask(url, session));
  },
);

test.each([{ over: false }, { over: true }])(
  "one that fails, as without its database, is asked once and not taken for it either %j",
  async (session) => {
    const { url, asked } = await startService((end) => end(500, '{"code":500,"msg":"Database error"}'));
    await expectOutage(await ask(url, session));
    expect(asked).toHaveLength(1);
  },
);

test("one that hangs is waited for once, and for some seconds only", { timeout: 30_000 }, async () => {
  const { url, asked } = await startService(() => {});
  const began = Date.now();
  await expectOutage(await ask(url, { over: true }));
  expect(Date.now() - began).toBeLessThan(12_000);
  expect(asked).toHaveLength(1);
});

test("a session that the service refuses is over: the form to sign in, and back to the page", async () => {
  const { url } = await startService((end) =>
    end(403, '{"code":403,"error_code":"bad_jwt","msg":"invalid JWT"}'),
  );
  const answer = await ask(url);
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("https://portal.example/sign-in?next=%2Falerts");
});
