/** What `npm run demo` was asked for. */
export type DemoArguments =
  | { readonly kind: "run"; readonly dir: string }
  | { readonly kind: "usage"; readonly text: string }
  | { readonly kind: "wrong"; readonly text: string };

const usage = `Usage: npm run demo -- [FOLDER]

Starts the whole product on this machine and fills it with the clients of a made-up agency. The first start takes some minutes; the next one goes
on with the same data. Ctrl-C stops everything.

  FOLDER      where its data lies; .plumbline when left out
  -h, --help  this text

PORT moves the portal: PORT=4000 npm run demo.`;

/** Reads the arguments after the script's name. An option that is not known is never taken for a folder. */
export function readDemoArguments(args: readonly string[]): DemoArguments {
  if (args.includes("--help") || args.includes("-h")) return { kind: "usage", text: usage };
  const option = args.find((arg) => arg.startsWith("-"));
  if (option !== undefined) return wrong(`there is no option ${option}`);
  const [dir = ".plumbline", more] = args;
  if (more !== undefined) return wrong(`one folder at most, and there are ${args.length}`);
  return dir.trim() === "" ? wrong("the folder has no name") : { kind: "run", dir };
}

function wrong(what: string): DemoArguments {
  return { kind: "wrong", text: `Wrong usage: ${what}; see npm run demo -- --help.` };
}
