import { Command, CommanderError } from "commander";
import { version } from "@/package.json";
import type { CliOutcome } from "@/tools/cli/outcome";
import { runCommand } from "@/tools/cli/run-command";

/**
 * The command line (architecture.md §5). Each command is loaded when it is called, so that `--help` and a wrong argument answer at once.
 * Returns the exit code: 0 done, 1 something failed, 2 wrong usage.
 */
export async function runProgram(argv: readonly string[]): Promise<number> {
  // By hand and alone: as an option of the program it would take --version from graph-version check.
  if (argv.length === 3 && argv[2] === "--version") {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  let exitCode = 0;
  const program = new Command("plumbline")
    .description("Plumbline on the command line: collect, check, publish and share a month's figures.")
    .option("--json", "answer as JSON on standard output")
    .addHelpText("after", "\nplumbline --version prints the version.")
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(
          `${text
            .trim()
            .replace(/^error: /, "Wrong usage: ")
            .replaceAll("\n", " ")}\n`,
        ),
    });
  const run = (work: () => Promise<CliOutcome>) => async () => {
    exitCode = await runCommand(program.opts<{ json?: boolean }>().json === true, work);
  };

  program
    .command("migrate")
    .description("bring the database to this release's schema; safe to repeat and to run twice at once")
    .action(run(async () => (await import("@/tools/cli/commands/migrate")).migrate()));

  program
    .command("doctor")
    .description("every setting and connection with its verdict")
    .action(run(async () => (await import("@/tools/cli/commands/doctor")).doctor()));

  program
    .command("clients")
    .description("clients of the agency")
    .command("import <file>")
    .description("import clients, ad accounts and mappings from a JSON file; repeatable, all or nothing")
    .action((file: string) =>
      run(async () => (await import("@/tools/cli/commands/clients-import")).clientsImport(file))(),
    );

  program
    .command("collect")
    .description("collect now, with all retries, and show the progress")
    .option("--client <slug>", "only this client; may be given more than once", gather)
    .option("--since <day>", "first day, YYYY-MM-DD in the account's own time zone")
    .option("--until <day>", "last day, YYYY-MM-DD; yesterday when left out")
    .action((options: { client?: string[]; since?: string; until?: string }) =>
      run(async () => (await import("@/tools/cli/commands/collect")).collect(options, isJson(program)))(),
    );

  program
    .command("checks")
    .description("consistency checks of every client's figures")
    .command("run")
    .description("evaluate all checks now; fails when a client could not be evaluated")
    .action(run(async () => (await import("@/tools/cli/commands/checks-run")).checksRun()));

  program
    .command("report <slug> <month>")
    .description("a client's month (YYYY-MM) as it stands now")
    .action((slug: string, month: string) =>
      run(async () => (await import("@/tools/cli/commands/report")).report(slug, month))(),
    );

  program
    .command("publish <slug> <month>")
    .description("freeze a client's month (YYYY-MM) as its publication")
    .requiredOption("--as <email>", "the member of staff who publishes, with that person's rights")
    .option("--override <reason>", "publish although something blocks it; printed on the report")
    .option("--why <reason>", "publish a correction of the newest version; the client reads the reason")
    .action((slug: string, month: string, options: { as: string; override?: string; why?: string }) =>
      run(async () => (await import("@/tools/cli/commands/publish")).publish(slug, month, options))(),
    );

  program
    .command("share <slug> <month>")
    .description("make a link that opens a client's published month (YYYY-MM) without an account")
    .option("--passcode <passcode>", "ask for this passcode before anything is shown")
    .option("--expires <day>", "last day on which it opens, YYYY-MM-DD")
    .action((slug: string, month: string, options: { passcode?: string; expires?: string }) =>
      run(async () => (await import("@/tools/cli/commands/share")).share(slug, month, options))(),
    );

  program
    .command("staff")
    .description("people of the agency")
    .command("add <email>")
    .description("invite a person, or change the role of one who is there")
    .requiredOption("--role <role>", "admin, manager or viewer")
    .option("--name <name>", "the person's name")
    .option("--locale <language>", "pl or en")
    .option("--rebind", "let go of the sign-in account of a person whose account was made anew")
    .action((email: string, options: { role: string; name?: string; locale?: string; rebind?: boolean }) =>
      run(async () => (await import("@/tools/cli/commands/staff-add")).staffAdd(email, options))(),
    );

  program
    .command("token")
    .description("Meta tokens")
    .command("set")
    .description(
      "read a Meta token from standard input and store it encrypted in the place of a connection's",
    )
    .option("--name <connection>", "the connection it belongs to; need not be said of the only one")
    .option("--new", "make a new connection; it is called agency when not named")
    .option("--kind <kind>", "system_user or long_lived_user", "system_user")
    .action((options: { name?: string; new?: true; kind: string }) =>
      run(async () => (await import("@/tools/cli/commands/token-set")).tokenSet(options))(),
    );

  program
    .command("accounts")
    .description("ad accounts of clients")
    .command("accept <slug>")
    .description("accept the currency or time zone that Meta reports, and collect again")
    .action((slug: string) =>
      run(async () => (await import("@/tools/cli/commands/accounts-accept")).accountsAccept(slug))(),
    );

  program
    .command("graph-version")
    .description("versions of Meta's Graph API")
    .command("check")
    .description(
      "compare a settled week of every account in the configured version and in another one; writes nothing",
    )
    .option("--version <version>", "the other version, for example v26.0; the newest when left out")
    .option("--client <slug>", "only this client")
    .action((options: { version?: string; client?: string }) =>
      run(async () => (await import("@/tools/cli/commands/graph-version")).graphVersionCheck(options))(),
    );

  try {
    await program.parseAsync(argv);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function gather(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function isJson(program: Command): boolean {
  return program.opts<{ json?: boolean }>().json === true;
}
