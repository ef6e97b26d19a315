import { keepLog } from "@/tests/e2e/support/run";
import { bundleCli, type Cli } from "@/tests/integration/cli/run-cli";

/** The command line as a process of its own that says all it can; what it says is kept for the scan at the end. */
export async function talkativeCli(): Promise<Cli> {
  const cli = await bundleCli({ LOG_LEVEL: "debug" });
  const run: Cli["run"] = async (args, options) => {
    const outcome = await cli.run(args, options);
    keepLog("cli", `${args.join(" ")}\n${outcome.stdout}\n${outcome.stderr}`);
    return outcome;
  };
  return {
    ...cli,
    run,
    json: async (args, options) => {
      const { code, stdout } = await run([...args, "--json"], options);
      return { code, answer: JSON.parse(stdout) as never };
    },
  };
}
