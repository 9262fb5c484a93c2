import type { Command } from "commander";
import { importPairVerdicts } from "../../lib/pair-verdict/index.ts";
import { getProject } from "../../lib/project/index.ts";
import { resolveUserPath, withInstallation } from "./installation.ts";
import { notice, print, printJson } from "./output.ts";

const SHOWN_PROBLEMS = 50;

async function runImport(file: string, { project, json }: { project: string; json?: boolean }): Promise<void> {
  const imported = await withInstallation(async () => importPairVerdicts("operator", (await getProject("operator", project)).id, resolveUserPath(file)));
  if (json) return printJson(imported);
  const { judge, verdictCount, newCount, failedCount, problems } = imported;
  for (const { line, field, code, message } of problems.slice(0, SHOWN_PROBLEMS)) notice(`line ${line}${field ? `, ${field}` : ""}: ${message} (${code})`);
  if (problems.length > SHOWN_PROBLEMS) notice(`… and ${problems.length - SHOWN_PROBLEMS} more`);
  print(`${verdictCount} verdicts of ${judge}, ${newCount} of them new; ${failedCount} lines without one, ${problems.length} left out.`);
}

export function addImportPairVerdictsCommand(program: Command): void {
  program
    .command("import-pair-verdicts")
    .description("take what a judge said of pairs into a project")
    .argument("<file>", "verdicts of juxta judge-pairs, with the replies beside them")
    .requiredOption("--project <slug>", "the project")
    .option("--json", "print the counts as JSON")
    .action(runImport);
}
