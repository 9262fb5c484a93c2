import { CommanderError } from "commander";
import { printError } from "./commands/output.ts";
import { createProgram } from "./program.ts";

const INTERRUPTED = 130;

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) process.exit(INTERRUPTED);
    interruption.abort();
  });
}

const program = createProgram(interruption.signal);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    printError(error, process.argv.includes("--json"));
    process.exitCode = interruption.signal.aborted ? INTERRUPTED : 1;
  }
}

// A database that had to be left running would otherwise hold this process open.
process.exit();
