import { migrateDatabase } from "@/lib/db/migrate";
import { demoApp } from "@/tools/simulator/worlds/latarnia";
import { startChild } from "@/tools/stack/child";
import { failClearly, untilSignal } from "@/tools/stack/foreground";
import { startStack } from "@/tools/stack/start";

/** `npm run dev`: the stack, migrations, and `next dev` on it. */
try {
  const port = process.env.PORT || "3000";
  const stack = await startStack({
    dir: ".plumbline",
    appUrl: `http://localhost:${port}`,
    metaApp: demoApp,
    simulator: [],
    onProgress: (what) => console.log(`starting ${what}`),
  });
  await migrateDatabase(stack.env.DIRECT_DATABASE_URL ?? "");
  const next = startChild({
    command: process.execPath,
    args: ["node_modules/next/dist/bin/next", "dev", "--port", port],
    env: stack.env,
    onLine: (line) => console.log(line),
  });
  console.log(`Mail: ${stack.mail.url}`);
  await Promise.race([untilSignal(), next.exited]);
  await next.stop();
  await stack.stop();
  process.exit(0);
} catch (error) {
  failClearly(error);
}
