import type { Command } from "commander";
import { rebuildProject, type Rebuilt } from "../../lib/consensus/index.ts";
import { getProject } from "../../lib/project/index.ts";
import { withInstallation } from "./installation.ts";
import { print, printJson } from "./output.ts";

const describe = (slug: string, { units, changed }: Rebuilt): string =>
  changed ? `${slug}: ${units} units made again; what was stored differed from the judgments, and is right now.` : `${slug}: ${units} units made again, the same as before.`;

async function runRebuild(slug: string, { json }: { json?: boolean }): Promise<void> {
  const rebuilt = await withInstallation(async () => rebuildProject("operator", (await getProject("operator", slug)).id));
  if (json) printJson(rebuilt);
  else print(describe(slug, rebuilt));
}

export function addRebuildCommand(program: Command): void {
  program
    .command("rebuild")
    .description("make consensus and progress again from the raw judgments, and say whether anything differed")
    .argument("<slug>", "the project")
    .option("--json", "print the hashes before and after")
    .action(runRebuild);
}
