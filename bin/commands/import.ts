import type { Command } from "commander";
import { JuxtaError } from "../../lib/errors.ts";
import { createImport, getImport, type ImportState, streamImportProblems, type LineProblem, type WorkProgress } from "../../lib/import/index.ts";
import { addOwner, createProject, findOnlyAccount, getProject } from "../../lib/project/index.ts";
import { resolveUserPath, withInstallation } from "./installation.ts";
import { formatTable, notice, print, printJson } from "./output.ts";
import { waitForWork } from "./wait-for-work.ts";
import { isWorkerAlive } from "./worker-child.ts";

const PROBLEMS_SHOWN = 50;

type Options = { project: string; owner?: string; wait: boolean; json?: boolean };
type Summary = { row: ImportState; problems: LineProblem[]; work: WorkProgress | null };

/** The project of a slug; a new one belongs to `owner`, or to the only person with an account. */
async function ensureProject(slug: string, owner: string | undefined): Promise<string> {
  const known = await getProject("operator", slug).catch((error: unknown) => {
    if (error instanceof JuxtaError && error.code === "not_found") return null;
    throw error;
  });
  const project = known ?? (await createProject("operator", { slug, name: slug }));
  const email = owner ?? (known ? null : await findOnlyAccount());
  if (email) await addOwner("operator", project.id, email);
  if (!known) notice(`Created the project ${slug}${email ? `, owned by ${email}` : ". Nobody owns it yet: juxta project add-owner"}.`);
  return project.id;
}

async function readProblems(importId: string): Promise<LineProblem[]> {
  const problems: LineProblem[] = [];
  for await (const line of streamImportProblems("operator", importId)) problems.push(JSON.parse(line) as LineProblem);
  return problems.sort((a, b) => a.line - b.line);
}

function toJson({ row, problems, work }: Summary) {
  const { id, fileName, state, lineCount, newItemCount, unchangedItemCount, newCandidateCount } = row;
  const counts = { lineCount, newItemCount, unchangedItemCount, newCandidateCount, refusedLineCount: new Set(problems.map((problem) => problem.line)).size };
  return { importId: id, fileName, state, ...counts, work, problems };
}

function toText(summary: Summary): string {
  const { work, problems, ...facts } = toJson(summary);
  const rows: [string, number][] = [
    ["lines", facts.lineCount],
    ["new items", facts.newItemCount],
    ["known items", facts.unchangedItemCount],
    ["new candidates", facts.newCandidateCount],
    ["lines with problems", facts.refusedLineCount],
  ];
  if (work) rows.push(["comparisons in the project", work.comparisonCount], ["candidates scored", work.scoredCount], ["candidates not scored", work.scorableCount - work.scoredCount], ["items not prepared", work.itemCount - work.preparedCount]);
  const list = formatTable(["line", "field", "code", "message"], problems.slice(0, PROBLEMS_SHOWN).map(({ line, field, code, message }) => [line, field || "(line)", code, message]));
  const rest = problems.length > PROBLEMS_SHOWN ? `\n… and ${problems.length - PROBLEMS_SHOWN} more; --json lists them all.` : "";
  return `${formatTable(["import", facts.fileName], rows)}${problems.length > 0 ? `\n\n${list}${rest}` : ""}`;
}

async function runImportCommand(source: string, options: Options, signal: AbortSignal): Promise<void> {
  const summary = await withInstallation(async (): Promise<Summary> => {
    const projectId = await ensureProject(options.project, options.owner);
    const { id } = await createImport("operator", { projectId, sourcePath: resolveUserPath(source) });
    if (!options.wait && !(await isWorkerAlive())) notice("No worker is running: the import starts with the next one (juxta worker).");
    const work = options.wait ? await waitForWork(id, signal) : null;
    return { row: await getImport("operator", id), problems: await readProblems(id), work };
  });
  if (options.json) printJson(toJson(summary));
  else if (options.wait) print(toText(summary));
  else print(`Queued the import ${summary.row.id} of ${summary.row.fileName}.`);
}

export function addImportCommand(program: Command, signal: AbortSignal): void {
  program
    .command("import")
    .description("import items from a .jsonl file, a .zip, or a folder with items.jsonl; lines with problems are listed and left out, all others go in")
    .argument("<source>", "file, ZIP archive or folder on this machine")
    .requiredOption("--project <slug>", "the project; made if it is missing")
    .option("--owner <email>", "make this account an owner of the project")
    .option("--no-wait", "return once the import is queued, before it is read, prepared and scored")
    .option("--json", "print the result as JSON")
    .action((source: string, options: Options) => runImportCommand(source, options, signal));
}
