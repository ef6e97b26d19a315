import path from "node:path";
import { expect, test } from "@playwright/test";
import { currentRun } from "@/tests/e2e/support/run";
import { startChild } from "@/tools/stack/child";
import { freePort } from "@/tools/stack/free-port";

test("the portal does not start without its own address, and says which setting that is", async () => {
  const port = await freePort();
  const lines: string[] = [];
  const child = startChild({
    command: process.execPath,
    args: [path.resolve("node_modules/next/dist/bin/next"), "start", "--port", String(port)],
    env: { ...currentRun().env, APP_URL: "", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    onLine: (line) => lines.push(line),
  });
  try {
    const code = await Promise.race([
      child.exited,
      new Promise<"still there">((resolve) => setTimeout(resolve, 20_000, "still there")),
    ]);
    expect(code).toBe(1);
    expect(lines.join("\n")).toContain(
      "APP_URL is not set: it is the portal's own address, for links. See .env.example.",
    );
  } finally {
    await child.stop();
  }
});
