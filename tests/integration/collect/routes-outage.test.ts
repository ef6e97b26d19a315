import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Staff } from "@/lib/auth/find-staff";
import { viewer } from "@/tests/integration/cast";
import { freePort } from "@/tools/stack/free-port";

const signedIn = vi.hoisted(() => ({ staff: null as unknown }));
vi.mock("next/server", () => ({ connection: async () => {} }));
vi.mock("@/lib/auth/current-staff", () => ({ currentStaff: async () => signedIn.staff }));

const secret = "a-secret-of-the-scheduler";
const withSecret = { authorization: `Bearer ${secret}` };
const fromOurPage = { origin: "https://portal.example", host: "portal.example" };
const jobs = ["daily-kpi-collection", "drain-queue", "monitor", "monthly-reports"] as const;
const routes = {
  "daily-kpi-collection": () => import("@/app/api/automated/daily-kpi-collection/route"),
  "drain-queue": () => import("@/app/api/automated/drain-queue/route"),
  monitor: () => import("@/app/api/automated/monitor/route"),
  "monthly-reports": () => import("@/app/api/automated/monthly-reports/route"),
};
const request = (method: string, headers: Record<string, string>, body?: BodyInit) =>
  new Request("https://portal.example/api/automated/x", {
    ...{ method, headers, duplex: "half" },
    ...(body ? { body } : {}),
  } as RequestInit);

beforeAll(async () => {
  // Nobody listens there.
  vi.stubEnv("DATABASE_URL", `postgres://portal:x@127.0.0.1:${await freePort()}/portal`);
  vi.stubEnv("CRON_SECRET", secret);
  vi.stubEnv("META_ACCESS_TOKEN", "a-token");
  vi.stubEnv("META_APP_SECRET", "an-app-secret");
});
afterAll(async () => {
  const { portalDatabase } = await import("@/lib/db/portal-database");
  await portalDatabase().close();
  vi.unstubAllEnvs();
});

test.each(jobs)("without its database %s answers 503 with one sentence", { timeout: 60_000 }, async (job) => {
  const route = await routes[job]();
  for (const answer of [
    await route.GET(request("GET", withSecret)),
    await route.POST(request("POST", withSecret)),
  ]) {
    expect(answer.status).toBe(503);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toEqual({
      error: "The portal's database or its sign-in service does not answer. Call again later.",
    });
  }
});

test("a body without an end is read by nobody's hand: not for a viewer, and for the scheduler up to its limit", async () => {
  const { POST } = await routes["daily-kpi-collection"]();
  let given = 0;
  const endless = () => {
    given = 0;
    return new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          given += 16_384;
          if (given > 4_000_000) throw new Error("It was read on and on.");
          controller.enqueue(new Uint8Array(16_384).fill(32));
        },
      },
      { highWaterMark: 0 },
    );
  };
  const large = await POST(request("POST", withSecret, endless()));
  expect(large.status).toBe(413);
  expect((await large.json()).error).toBe("The body is too large: at most 64 KiB.");
  expect(given).toBeLessThan(120_000);

  signedIn.staff = { role: "viewer", email: "wanda@latarnia.example", actor: viewer } as Staff;
  const viewers = await POST(request("POST", fromOurPage, endless()));
  expect(viewers.status).toBe(403);
  expect(given).toBe(0);
});
