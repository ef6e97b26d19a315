import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSupabase } from "@/lib/auth/session/open-supabase";
import { supabaseSignIn } from "@/lib/auth/session/supabase-sign-in";
import { logger } from "@/lib/ops/logger";

let server: Server;
let status = 200;
let written: string[] = [];

beforeEach(async () => {
  written = [];
  server = createServer((_request, response) =>
    response.writeHead(status, { "content-type": "application/json" }).end("{}"),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "a-publishable-key");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Mails a code on behalf of a browser, whose cookies are written down. */
function sendCode() {
  const visitor = openSupabase({
    getAll: () => [],
    setAll: (cookies) => {
      written.push(...cookies.map(({ name }) => name));
    },
  });
  return supabaseSignIn(visitor).sendCode("marta@latarnia.example");
}

test("mailing a code writes no cookie, which only a member of staff would be given", async () => {
  status = 200;
  expect(await sendCode()).toBe("sent");
  expect(written).toEqual([]);
});

test.each([
  [429, "busy", "warn"],
  [400, "failed", "error"],
] as const)("a refusal with %i is logged without the address", async (refusal, outcome, level) => {
  status = refusal;
  const log = vi.spyOn(logger, level).mockImplementation(() => {});
  expect(await sendCode()).toBe(outcome);
  expect(log).toHaveBeenCalledOnce();
  expect(log.mock.calls[0]).toEqual([expect.objectContaining({ status: refusal }), "sign_in_code_not_sent"]);
  expect(JSON.stringify(log.mock.calls)).not.toContain("marta");
});
