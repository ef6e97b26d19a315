import { migrateDatabase } from "@/lib/db/migrate";
import { demoApp } from "@/tools/simulator/worlds/latarnia";
import { startChild } from "@/tools/stack/child";
import { failClearly, portalPort, untilSignal } from "@/tools/stack/foreground";
import { startStack } from "@/tools/stack/start";

/** `npm run dev`: the stack, migrations, and `next dev` on it. */
try {
  const port = portalPort();
  const stack = await startStack({
    dir: ".plumbline",
    appUrl: `http://localhost:${port}`,
    metaApp: demoApp,
    simulator: ({ anchor }) => ["--anchor", anchor],
    onProgress: (what) => console.log(`starting ${what}`),
  });
  await migrateDatabase(stack.env.DIRECT_DATABASE_URL ?? "");
  const next = startChild({
    command: process.execPath,
    args: ["node_modules/next/dist/bin/next", "dev", "--port", String(port)],
    env: { ...stack.env, NEXT_TELEMETRY_DISABLED: "1" },
    dir: ".plumbline",
    onLine: (line) => console.log(line),
  });
  console.log(`Mail: ${stack.mail.url}`);
  const code = await Promise.race([untilSignal().then(() => 0), next.exited]);
  await next.stop();
  await stack.stop();
  process.exit(code ?? 1);
} catch (error) {
  failClearly(error);
}
