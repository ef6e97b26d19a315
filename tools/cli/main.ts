import "@/tools/cli/load-env";
import { runProgram } from "@/tools/cli/program";

process.exitCode = await runProgram(process.argv);
