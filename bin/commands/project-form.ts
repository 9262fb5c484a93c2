import type { Command } from "commander";
import { getDb } from "../../lib/db.ts";
import { invalidInput } from "../../lib/errors.ts";
import { FORM_TEMPLATES, type FormDefinition, getCurrentForm, listFormVersions, planForm, saveForm, TEMPLATE_NAMES } from "../../lib/form/index.ts";
import { getProject } from "../../lib/project/index.ts";
import { withInstallation } from "./installation.ts";
import { formatTable, notice, print, printJson } from "./output.ts";
import { readNamedFile } from "./project-settings.ts";

type Json = { json?: boolean };
type SetOptions = Json & { file?: string; template?: string };

async function runShow(slug: string, { json }: Json): Promise<void> {
  const { form, versions } = await withInstallation(async () => {
    const { id } = await getProject("operator", slug);
    return { form: await getCurrentForm(getDb(), id), versions: await listFormVersions("operator", id) };
  });
  const rows = versions.map(({ version, createdAt, by, answerCount, definition }) => ({ version, createdAt, by, answerCount, asks: definition.blocks.map((block) => block.kind) }));
  if (json) return printJson({ slug, version: form.version, definition: form.definition, versions: rows });
  print(formatTable(["version", "saved", "by", "asks", "answers"], rows.map((row) => [row.version, row.createdAt.toISOString().slice(0, 16), row.by ?? "-", row.asks.join(", "), row.answerCount])));
}

async function readForm({ file, template }: SetOptions): Promise<unknown> {
  if (file !== undefined && template === undefined) {
    const text = await readNamedFile(file);
    try {
      return JSON.parse(text);
    } catch {
      throw invalidInput(`${file} does not hold JSON.`);
    }
  }
  const name = TEMPLATE_NAMES.find((known) => known === template);
  if (file !== undefined || !name) throw invalidInput(`Give --file, or --template with one of ${TEMPLATE_NAMES.join(", ")}.`);
  return FORM_TEMPLATES[name] satisfies FormDefinition;
}

async function runSet(slug: string, options: SetOptions): Promise<void> {
  const form = await readForm(options);
  const { plan, saved } = await withInstallation(async () => {
    const { id } = await getProject("operator", slug);
    return { plan: await planForm("operator", id, form), saved: await saveForm("operator", id, form) };
  });
  if (plan.replacesUnits) notice(`${plan.freeSlotCount} free places went; a worker goes over ${plan.itemCount} items again.`);
  if (options.json) printJson({ slug, version: saved.version, definition: saved.definition, changes: plan.changes });
  else print(plan.version === plan.currentVersion ? `The form is as it was, version ${saved.version}.` : `Saved as version ${saved.version}.`);
}

export function addFormCommands(project: Command): void {
  const form = project.command("form").description("show and change the questions of a project");
  form.command("show").description("the form and its versions").argument("<slug>").option("--json", "print JSON").action(runShow);
  form
    .command("set")
    .description("save a new version of the form; answers given stay under theirs")
    .argument("<slug>")
    .option("--file <file>", "the form as JSON, as show prints it under definition")
    .option("--template <name>", `or one of ${TEMPLATE_NAMES.join(", ")}`)
    .option("--json", "print JSON")
    .action(runSet);
}
