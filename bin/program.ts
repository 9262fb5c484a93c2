import { Command } from "commander";
import { addBackupCommands } from "./commands/backup.ts";
import { addExportCommand } from "./commands/export.ts";
import { addGoldCommands } from "./commands/gold.ts";
import { addImportCommand } from "./commands/import.ts";
import { addImportPairVerdictsCommand } from "./commands/import-pair-verdicts.ts";
import { addJobsCommands } from "./commands/jobs.ts";
import { addLeaderboardCommand } from "./commands/leaderboard.ts";
import { addLearnCommand } from "./commands/learn.ts";
import { addJudgePairsCommand } from "./commands/judge-pairs.ts";
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

/** The `juxta` command with all that belongs to it. `signal`: long work ends when it is raised. */
export function createProgram(signal: AbortSignal): Command {
  const program = new Command("juxta")
    .description("Juxta from the command line: the same verbs as the pages, with the rights of the operator.")
    .addHelpText("after", "\nIt uses the database of DATABASE_URL, or the embedded one of JUXTA_HOME, which it starts if it does not run.\nData go to standard output, everything else to standard error; failures end with a code other than 0.")
    .showHelpAfterError("(add --help for the options)")
    .exitOverride();
  addImportCommand(program, signal);
  addProjectCommands(program);
  addReportCommand(program);
  addLeaderboardCommand(program);
  addStatsCommand(program);
  addLearnCommand(program, signal);
  addRebuildCommand(program);
  addScoreCommand(program, signal);
  addRewardCommands(program, signal);
  addJudgePairsCommand(program, signal);
  addImportPairVerdictsCommand(program);
  addExportCommand(program);
  addScorerCommands(program, signal);
  addStudyCommands(program);
  addGoldCommands(program);
  addJobsCommands(program);
  addTokenCommands(program);
  addUserCommands(program);
  addWorkerCommand(program, signal);
  addBackupCommands(program, signal);
  return program;
}
