import { demoApp } from "@/tools/simulator/worlds/latarnia";
import { failClearly, portalPort, untilSignal } from "@/tools/stack/foreground";
import { startStack } from "@/tools/stack/start";

/** `npm run stack`: the local stack in the foreground, its settings on stdout as a .env file. */
try {
  const port = portalPort();
  const stack = await startStack({
    dir: ".plumbline",
    appUrl: `http://localhost:${port}`,
    metaApp: demoApp,
    simulator: ({ anchor }) => ["--anchor", anchor],
    onProgress: (what) => console.error(`starting ${what}`),
  });
  for (const [name, value] of Object.entries(stack.env)) console.log(`${name}=${value}`);
  console.error(`Mail: ${stack.mail.url}\nCtrl-C stops everything.`);
  await untilSignal();
  await stack.stop();
  process.exit(0);
} catch (error) {
  failClearly(error);
}
