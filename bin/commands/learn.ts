import type { Command } from "commander";
import { JuxtaError } from "../../lib/errors.ts";
import { createLearnedRun, getLearnedRun, type LearnReport, type Measured, type ShownLearnedRun } from "../../lib/learn/index.ts";
import { getProject } from "../../lib/project/index.ts";
import { withInstallation } from "./installation.ts";
import { formatTable, notice, print, printJson } from "./output.ts";
import { createProgressLine } from "./progress-line.ts";
import { createWorkerChild } from "./worker-child.ts";

type Options = { project: string; scorers?: string; dimension?: string[]; people?: string; shuffleLabels?: boolean; wait: boolean; json?: boolean };

const POLL_MS = 500;
const STAGES = { features: "reading features", evaluating: "measuring on held-out answers", learning: "learning from all", saving: "saving" } as const;
const VERDICTS = {
  better: "Better than the starter on held-out people and pictures.",
  not_better: "Not better than the starter: the interval of the difference does not exclude zero. It does not recommend itself.",
  no_better_than_chance: "No better than chance. It does not recommend itself.",
} as const;

const percent = (share: number | null) => (share === null ? "–" : `${(share * 100).toFixed(1)} %`);
const range = (interval: { low: number; high: number } | null) => (interval ? `${percent(interval.low)} to ${percent(interval.high)}` : "–");
const row = (dimension: string, name: string, { accuracy, interval, n }: Measured): (string | number)[] => [dimension, name, percent(accuracy), range(interval), n];

/** What a run found, in words and tables. */
function toText(report: LearnReport, run: ShownLearnedRun): string {
  const rows = report.dimensions.flatMap(({ dimension, learned, starter, scorers, people }) => [
    row(dimension, "learned", learned),
    row(dimension, "starter", starter),
    ...scorers.map((scorer) => row(dimension, scorer.name, scorer)),
    row(dimension, "one person of the others", people),
  ]);
  const differences = report.dimensions.map(({ dimension, difference, verdict }) => [dimension, percent(difference.value), range(difference.interval), verdict]);
  const { people, simulatedPeople, judgments, sources } = report.counts;
  return [
    `${report.isControl ? "Control with shuffled labels. " : ""}${VERDICTS[report.verdict]} (${report.mainDimension}: ${report.verdict})`,
    `${judgments} judgments by ${people} people (${simulatedPeople} simulated) on ${sources} groups of source pictures; each was held out with its picture${report.method.peopleFolds > 1 ? " and its author" : ""}.`,
    formatTable(["dimension", "who", "agrees", "95 %", "comparisons"], rows),
    formatTable(["dimension", "learned − starter", "95 %", "verdict"], differences),
    formatTable(["judgments learned from", "agrees"], report.curve.map(({ judgmentCount, accuracy }) => [String(judgmentCount), percent(accuracy)])),
    run.scorerVersion ? `Saved as ${run.scorerVersion.scorer.name}@${run.scorerVersion.hash.slice(0, 10)}. Score with it: juxta scorer run <project> ${run.scorerVersion.scorer.name}` : "Nothing was saved.",
  ].join("\n\n");
}

async function waitForLearning(runId: string, signal: AbortSignal): Promise<ShownLearnedRun> {
  const line = createProgressLine();
  const worker = createWorkerChild(() => notice("No worker is running; starting one for this run."));
  try {
    for (;;) {
      if (signal.aborted) throw new JuxtaError("interrupted", "Interrupted. The run goes on when a worker runs.");
      const run = await getLearnedRun("operator", runId);
      if (run.state === "FAILED") throw new JuxtaError(run.errorCode ?? "internal", run.errorMessage ?? "The run failed.");
      if (run.state === "CANCELLED") throw new JuxtaError("learning_over", "This run is over.");
      if (run.finishedAt) return run;
      line.show(run.state === "QUEUED" ? "waiting for the worker" : `${STAGES[run.stage]}: ${run.doneCount} of ${run.totalCount}`);
      await worker.ensure();
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  } finally {
    line.end();
    await worker.stop();
  }
}

/** A run as JSON: without what others know of people. */
function toJson({ createdBy: _by, createdById: _id, decidedBy: _decider, decidedById: _deciderId, scorerVersion, ...run }: ShownLearnedRun): Record<string, unknown> {
  return { ...run, scorer: scorerVersion?.scorer.name ?? null, version: scorerVersion?.hash ?? null };
}

async function runLearn({ project: slug, scorers, dimension, people, shuffleLabels, wait, json }: Options, signal: AbortSignal): Promise<void> {
  await withInstallation(async () => {
    const project = await getProject("operator", slug);
    const { id } = await createLearnedRun("operator", project.id, { scorers: scorers?.split(",").filter(Boolean), dimensions: dimension, people: people as "all" | undefined, shuffleLabels });
    notice(`Run ${id}`);
    const run = wait ? await waitForLearning(id, signal) : await getLearnedRun("operator", id);
    if (json) printJson(toJson(run));
    else if (run.report) print(toText(run.report, run));
  });
}

export function addLearnCommand(program: Command, signal: AbortSignal): void {
  program
    .command("learn")
    .description("learn a scorer from a project's judgments, and say whether it is better than the starter")
    .requiredOption("--project <slug>", "the project")
    .option("--scorers <names>", "scorers to stack, by name, name@version or id, with commas between")
    .option("--dimension <name...>", "these alone; all of the form when left out")
    .option("--people <who>", "all, people or simulated", "all")
    .option("--shuffle-labels", "the control: shuffle who said what, and expect no better than chance")
    .option("--no-wait", "return once the run is queued")
    .option("--json", "print JSON")
    .action((options: Options) => runLearn(options, signal));
}
