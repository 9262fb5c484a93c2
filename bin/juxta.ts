import { Command, CommanderError } from "commander";
import { addBackupCommands } from "./commands/backup.ts";
import { addExportCommand } from "./commands/export.ts";
import { addGoldCommands } from "./commands/gold.ts";
import { addImportCommand } from "./commands/import.ts";
import { addJobsCommands } from "./commands/jobs.ts";
import { addLearnCommand } from "./commands/learn.ts";
import { addJudgePairsCommand } from "./commands/judge-pairs.ts";
import { printError } from "./commands/output.ts";
import { addProjectCommands } from "./commands/project.ts";
import { addRebuildCommand } from "./commands/rebuild.ts";
import { addReportCommand } from "./commands/report.ts";
import { addRewardCommands } from "./commands/reward.ts";
import { addScoreCommand } from "./commands/score.ts";
import { addScorerCommands } from "./commands/scorer.ts";
import { addStatsCommand } from "./commands/stats.ts";
import { addStudyCommands } from "./commands/study.ts";
import { addTokenCommands } from "./commands/token.ts";
import { addUserCommands } from "./commands/user.ts";
import { addWorkerCommand } from "./commands/worker.ts";

const INTERRUPTED = 130;

const program = new Command("juxta")
  .description("Juxta from the command line: the same verbs as the pages, with the rights of the operator.")
  .addHelpText("after", "\nIt uses the database of DATABASE_URL, or the embedded one of JUXTA_HOME, which it starts if it does not run.\nData go to standard output, everything else to standard error; failures end with a code other than 0.")
  .showHelpAfterError("(add --help for the options)")
  .exitOverride();

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) process.exit(INTERRUPTED);
    interruption.abort();
  });
}

addImportCommand(program, interruption.signal);
addProjectCommands(program);
addReportCommand(program);
addStatsCommand(program);
addLearnCommand(program, interruption.signal);
addRebuildCommand(program);
addScoreCommand(program, interruption.signal);
addRewardCommands(program, interruption.signal);
addJudgePairsCommand(program, interruption.signal);
addExportCommand(program);
addScorerCommands(program, interruption.signal);
addStudyCommands(program);
addGoldCommands(program);
addJobsCommands(program);
addTokenCommands(program);
addUserCommands(program);
addWorkerCommand(program, interruption.signal);
addBackupCommands(program, interruption.signal);

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
