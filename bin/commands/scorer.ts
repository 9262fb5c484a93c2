import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { getDb } from "../../lib/db.ts";
import { invalidInput, JuxtaError, notFound } from "../../lib/errors.ts";
import { getProject } from "../../lib/project/index.ts";
import { createCheck, findScorerVersion, getCheck, getScorer, type ProjectScorer, readProjectScorers, ScorerFilter } from "../../lib/scorer/index.ts";
import { cancelRun, getRun, listFailures, listRuns, pauseRun, resumeRun, retryFailures } from "../../lib/scoring-run/index.ts";
import { resolveUserPath, withInstallation } from "./installation.ts";
import { formatTable, notice, print, printJson } from "./output.ts";
import { describeRun, runJson, toRunText } from "./scoring-run-text.ts";
import { addScorerRunCommand } from "./scorer-run.ts";
import { waitForRun } from "./wait-for-run.ts";
import { createWorkerChild } from "./worker-child.ts";

type Json = { json?: boolean };

const SHORT_HASH = 10;
const POLL_MS = 300;

async function requireVersion(reference: string) {
  const version = await findScorerVersion(getDb(), reference);
  if (!version) throw notFound(`No scorer is called ${reference}.`);
  return version;
}

function toRow(scorer: ProjectScorer): (string | number)[] {
  const { name, kind, hash, passes, scoredCount, candidateCount, failedPassCount, spread, cost } = scorer;
  return [name, kind, hash.slice(0, SHORT_HASH), passes, `${scoredCount} of ${candidateCount}`, failedPassCount, spread === null ? "–" : spread.toFixed(3), cost === null ? "–" : cost.toFixed(4)];
}

async function runList(options: Json & { project?: string; kind?: string; text?: string }): Promise<void> {
  const filter = ScorerFilter.parse({ kind: options.kind, text: options.text });
  const scorers = await withInstallation(async () => readProjectScorers(options.project ? (await getProject("operator", options.project)).id : null, filter, null));
  if (options.json) return printJson(scorers);
  print(formatTable(["scorer", "kind", "version", "passes", "scored", "failed", "spread", "cost"], scorers.map(toRow)));
}

async function readDefinition(file: string): Promise<{ definition: Record<string, unknown>; folder: string }> {
  const whole = resolveUserPath(file);
  const text = await readFile(whole, "utf8").catch(() => {
    throw invalidInput(`There is no file ${file}.`);
  });
  try {
    const definition: unknown = JSON.parse(text);
    if (definition === null || typeof definition !== "object" || Array.isArray(definition)) throw new Error("no object");
    return { definition: definition as Record<string, unknown>, folder: path.dirname(whole) };
  } catch {
    throw invalidInput(`${file} is not a JSON object.`);
  }
}

/** Waits for a worker to open the scorer; where none lives it runs one meanwhile. */
async function waitForCheck(checkId: string, signal: AbortSignal): Promise<Awaited<ReturnType<typeof getCheck>>> {
  const worker = createWorkerChild(() => notice("No worker is running; starting one to open the scorer."));
  try {
    for (;;) {
      if (signal.aborted) throw new JuxtaError("interrupted", "Interrupted. A worker opens the scorer as soon as one runs.");
      const check = await getCheck("operator", checkId);
      if (check.finishedAt) return check;
      await worker.ensure();
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  } finally {
    await worker.stop();
  }
}

async function runAdd(file: string, options: Json & { name?: string; description?: string }, signal: AbortSignal): Promise<void> {
  const { definition, folder } = await readDefinition(file);
  const name = options.name ?? (typeof definition.name === "string" ? definition.name : path.basename(file, path.extname(file)));
  const version = await withInstallation(async () => {
    const { id } = await createCheck("operator", null, { name: definition.kind === "starter" ? "starter" : name, description: options.description, definition, register: true }, folder);
    const check = await waitForCheck(id, signal);
    if (check.state === "FAILED") throw new JuxtaError(check.errorCode ?? "internal", check.errorMessage ?? "The scorer cannot be opened.");
    return requireVersion(check.scorerVersionId ?? "");
  });
  if (options.json) printJson({ scorerVersionId: version.id, hash: version.hash, dimensions: version.dimensions, passes: version.passes, scaleMin: version.scaleMin, scaleMax: version.scaleMax });
  else print(`Added ${name}@${version.hash.slice(0, SHORT_HASH)}: ${version.dimensions.join(", ")}, ${version.passes} ${version.passes === 1 ? "pass" : "passes"}. Score with: juxta scorer run <project> ${name}`);
}

async function runShow(slug: string, reference: string, { json }: Json): Promise<void> {
  const shown = await withInstallation(async () => {
    const project = await getProject("operator", slug);
    const run = /^[0-9a-f-]{36}$/.test(reference) ? await getDb().scoringRun.findFirst({ where: { id: reference, projectId: project.id } }) : null;
    if (run) return { run: await getRun("operator", run.id), failures: await listFailures("operator", run.id) };
    const version = await requireVersion(reference);
    return { scorer: await getScorer("operator", project.id, version.id), runs: (await listRuns("operator", project.id, { scorerVersionId: version.id, page: 1, pageSize: 20 })).rows };
  });
  if ("run" in shown && shown.run) return json ? printJson(runJson(shown.run, shown.failures)) : print(toRunText(shown.run, shown.failures));
  if (!("scorer" in shown) || !shown.scorer) return;
  const { scorer, runs } = shown;
  if (json) return printJson({ ...scorer, runs: runs.map((run) => runJson(run)) });
  print(formatTable(["scorer", "kind", "version", "passes", "scored", "failed", "spread", "cost"], [toRow(scorer)]));
  print(`\n${JSON.stringify(scorer.definition, null, 2)}`);
  if (runs.length > 0) print(`\n${formatTable(["run", "state", "begun", "progress"], runs.map((run) => [run.id, run.state.toLowerCase(), run.createdAt.toISOString(), describeRun(run)]))}`);
}

const CHANGES = { pause: pauseRun, cancel: cancelRun } as const;
const GOING = { resume: resumeRun, retry: retryFailures } as const;

async function runChange(verb: keyof typeof CHANGES, runId: string, { json }: Json): Promise<void> {
  const run = await withInstallation(async () => {
    await CHANGES[verb]("operator", runId);
    return getRun("operator", runId);
  });
  if (json) printJson(runJson(run));
  else print(`The run is ${run.state.toLowerCase()}: ${describeRun(run)}`);
}

async function runGoOn(verb: keyof typeof GOING, runId: string, options: Json & { wait: boolean }, signal: AbortSignal): Promise<void> {
  const shown = await withInstallation(async () => {
    await GOING[verb]("operator", runId);
    return options.wait ? waitForRun(runId, signal) : { run: await getRun("operator", runId), failures: await listFailures("operator", runId) };
  });
  if (options.json) printJson(runJson(shown.run, shown.failures));
  else print(toRunText(shown.run, shown.failures));
}

export function addScorerCommands(program: Command, signal: AbortSignal): void {
  const scorer = program.command("scorer").description("reward models of this installation, and runs that score a project with them");
  scorer.command("list").description("every scorer version, with what it did in a project").option("--project <slug>").option("--kind <kind>", "vlm, onnx, starter or learned").option("--text <text>", "in its name, description or version").option("--json", "print JSON").action(runList);
  scorer
    .command("add")
    .description("register a scorer by its definition, which a worker opens")
    .argument("<file>", "scorer.json; its paths count from its folder")
    .option("--name <name>", "the definition's own name, or the file's, when left out")
    .option("--description <text>")
    .option("--json", "print JSON")
    .action((file: string, options: Parameters<typeof runAdd>[1]) => runAdd(file, options, signal));
  addScorerRunCommand(scorer, signal);
  scorer.command("show").description("a scorer by name, name@version or id, or a run by id").argument("<project>").argument("<scorer>").option("--json", "print JSON").action(runShow);
  for (const [verb, words] of [["pause", "hold a run up; what is in work is finished"], ["cancel", "end a run; what was scored is kept"]] as const) {
    scorer.command(verb).description(words).argument("<run>").option("--json", "print JSON").action((runId: string, options: Json) => runChange(verb, runId, options));
  }
  for (const [verb, words] of [["resume", "let a paused or failed run go on"], ["retry", "try the failed passes of a run again"]] as const) {
    scorer.command(verb).description(words).argument("<run>").option("--no-wait", "return at once").option("--json", "print JSON").action((runId: string, options: Json & { wait: boolean }) => runGoOn(verb, runId, options, signal));
  }
}
