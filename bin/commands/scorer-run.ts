import type { Command } from "commander";
import { getDb } from "../../lib/db.ts";
import { notFound } from "../../lib/errors.ts";
import { getProject } from "../../lib/project/index.ts";
import { findScorerVersion } from "../../lib/scorer/index.ts";
import { createRun, getRun, listFailures, planRun } from "../../lib/scoring-run/index.ts";
import { withInstallation } from "./installation.ts";
import { formatTable, notice, print, printJson } from "./output.ts";
import { runJson, toRunText } from "./scoring-run-text.ts";
import { waitForRun } from "./wait-for-run.ts";

type Options = {
  passes?: string;
  generator?: string;
  taskType?: string;
  judged?: boolean;
  firstItems?: string;
  retryFailures?: boolean;
  concurrency?: string;
  perMinute?: string;
  promptPrice?: string;
  completionPrice?: string;
  plan?: boolean;
  wait: boolean;
  json?: boolean;
};

/** Options as lib takes them; it reads numbers out of texts and says which are wrong. */
function toInput(scorerVersionId: string, options: Options) {
  const { generator, taskType, judged, firstItems, passes, retryFailures, concurrency, perMinute, promptPrice, completionPrice } = options;
  return { scorerVersionId, filter: { generator, taskType, judged, firstItems }, passes, retryFailures, concurrency, requestsPerMinute: perMinute, promptPrice, completionPrice } as Parameters<typeof createRun>[2];
}

async function runPlan(projectId: string, input: Parameters<typeof createRun>[2], json: boolean | undefined): Promise<void> {
  const plan = await planRun("operator", projectId, input);
  if (json) return printJson(plan);
  const rows: [string, number][] = [
    ["candidates", plan.candidateCount],
    ["passes of each", plan.passes],
    ["passes in all", plan.plannedCount],
    ["scored already", plan.cachedCount],
    ["failed before", plan.failedCount],
    ["to do", plan.openCount],
    ["calls, about", plan.callCount],
  ];
  print(formatTable(["plan", ""], rows));
}

async function runRun(slug: string, reference: string, options: Options, signal: AbortSignal): Promise<void> {
  await withInstallation(async () => {
    const project = await getProject("operator", slug);
    const version = await findScorerVersion(getDb(), reference);
    if (!version) throw notFound(`No scorer is called ${reference}.`);
    const input = toInput(version.id, options);
    if (options.plan) return runPlan(project.id, input, options.json);
    const { id } = await createRun("operator", project.id, input);
    notice(`Run ${id}`);
    const { run, failures } = options.wait ? await waitForRun(id, signal) : { run: await getRun("operator", id), failures: await listFailures("operator", id) };
    if (options.json) printJson(runJson(run, failures));
    else print(toRunText(run, failures));
  });
}

export function addScorerRunCommand(scorer: Command, signal: AbortSignal): void {
  scorer
    .command("run")
    .description("score what a scorer has not scored yet, and wait for it")
    .argument("<project>")
    .argument("<scorer>", "name, name@version or id")
    .option("--passes <n>", "the scorer's own number when left out")
    .option("--generator <name>", "candidates of one generator")
    .option("--task-type <name>", "items of one task type")
    .option("--judged", "only what people have compared")
    .option("--first-items <n>", "a fixed random choice of so many items")
    .option("--retry-failures", "try again what failed before")
    .option("--concurrency <n>", "candidates and requests at once; the definition's when left out")
    .option("--per-minute <n>", "requests a minute at most")
    .option("--prompt-price <amount>", "money for a million prompt tokens")
    .option("--completion-price <amount>", "money for a million reply tokens")
    .option("--plan", "say what it would ask for, and ask for nothing")
    .option("--no-wait", "return once the run is queued")
    .option("--json", "print JSON")
    .action((slug: string, reference: string, options: Options) => runRun(slug, reference, options, signal));
}
