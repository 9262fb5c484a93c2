import type { Command } from "commander";
import { z } from "zod";
import { getWorkProgress } from "../../lib/import/index.ts";
import { addOwner, createProject, type CreateProjectInput, DIMENSIONS, getProject, listProjects } from "../../lib/project/index.ts";
import { listScorers } from "../../lib/scorer/index.ts";
import { withInstallation } from "./installation.ts";
import { formatTable, print, printJson } from "./output.ts";
import { addFormCommands } from "./project-form.ts";
import { addSettingsCommand } from "./project-settings.ts";

type Json = { json?: boolean };
type CreateOptions = Json & { name?: string; description?: string; dimensions?: string; overlap?: string; owner?: string };

async function runList({ json }: Json): Promise<void> {
  const projects = await withInstallation(() => listProjects("operator"));
  if (json) printJson(projects);
  else if (projects.length === 0) print("There are no projects yet. Make one with: juxta project create <slug>");
  else print(formatTable(["slug", "name", "items", "comparisons", "judgments"], projects.map((project) => [project.slug, project.name, project.itemCount, project.comparisonCount, project.judgmentCount])));
}

async function runCreate(slug: string, options: CreateOptions): Promise<void> {
  const { name = slug, description, dimensions, overlap, owner } = options;
  const chosen = dimensions === undefined ? undefined : z.array(z.enum(DIMENSIONS)).safeParse(dimensions.split(",").map((part) => part.trim()));
  // An unknown name is left to the verb, which says what is wrong with it.
  const input: CreateProjectInput = { slug, name, description, dimensions: chosen ? (chosen.data ?? []) : undefined, overlap };
  const project = await withInstallation(async () => {
    const created = await createProject("operator", input);
    if (owner) await addOwner("operator", created.id, owner);
    return created;
  });
  if (options.json) printJson(project);
  else print(`Created the project ${project.slug}${owner ? `, owned by ${owner}` : ""}.`);
}

async function runShow(slug: string, { json }: Json): Promise<void> {
  const { project, work, scorers } = await withInstallation(async () => {
    const found = await getProject("operator", slug);
    return { project: found, work: await getWorkProgress("operator", found.id), scorers: await listScorers("operator", found.id) };
  });
  if (json) return printJson({ ...project, work, scorers });
  const rows: [string, string | number][] = [
    ["name", project.name],
    ["dimensions", project.dimensions.join(", ")],
    ["overlap", project.overlapMax === null ? `${project.overlap}` : `${project.overlap}, until decisive at most ${project.overlapMax}`],
    ["items", `${work.itemCount}, ${work.preparedCount} prepared`],
    ["comparisons", `${work.comparisonCount}`],
    ...scorers.map((scorer): [string, string] => [scorer.name, `${scorer.scoredCount} of ${scorer.candidateCount} candidates, ${scorer.failedCount} failed, version ${scorer.hash.slice(0, 12)}`]),
  ];
  print(formatTable(["project", project.slug], rows));
}

async function runAddOwner(slug: string, email: string, { json }: Json): Promise<void> {
  await withInstallation(async () => addOwner("operator", (await getProject("operator", slug)).id, email));
  if (json) printJson({ slug, owner: email });
  else print(`${email} owns ${slug} now.`);
}

export function addProjectCommands(program: Command): void {
  const project = program.command("project").description("list, create and show projects");
  project.command("list").description("all projects, newest first").option("--json", "print JSON").action(runList);
  project
    .command("create")
    .description("create a project")
    .argument("<slug>", "lower-case letters, digits and hyphens; appears in addresses")
    .option("--name <name>", "name for people; the slug when left out")
    .option("--description <text>", "what it is about")
    .option("--dimensions <list>", `comma-separated, of ${DIMENSIONS.join(", ")}; all when left out`)
    .option("--overlap <n>", "wanted judgments per comparison, 1 to 50 (default 2)")
    .option("--owner <email>", "the account that owns it")
    .option("--json", "print JSON")
    .action(runCreate);
  project.command("show").description("settings and progress of a project").argument("<slug>").option("--json", "print JSON").action(runShow);
  project.command("add-owner").description("make an account an owner of a project").argument("<slug>").argument("<email>").option("--json", "print JSON").action(runAddOwner);
  addSettingsCommand(project);
  addFormCommands(project);
}
