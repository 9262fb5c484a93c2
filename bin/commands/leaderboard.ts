import type { Command } from "commander";
import { PEOPLE_FILTERS } from "../../lib/consensus/people-filter.ts";
import { invalidInput } from "../../lib/errors.ts";
import { CANDIDATE_ORIGINS } from "../../lib/item/candidate-origin.ts";
import { taskTypesOf } from "../../lib/item/task-type.ts";
import { computeLeaderboards, CORRECTIONS, type Leaderboard, type LeaderboardWarning } from "../../lib/leaderboard/index.ts";
import { withInstallation } from "./installation.ts";
import { formatTable, print, printJson } from "./output.ts";

type Options = { people?: string; task?: string; origin?: string; dimension?: string; correct?: string; json?: boolean };

const NOTHING = "–";

function say(warning: LeaderboardWarning, isCorrected: boolean): string {
  const groups = (names: string[][]) => names.map((group) => group.join(", ")).join("; ");
  switch (warning.kind) {
    case "disconnected":
      return `Never compared with each other, so not ranked: ${groups(warning.groups)}.`;
    case "unbounded":
      return `Somebody only won or only lost (${groups(warning.groups)}); held by a penalty of ${warning.penalty}.`;
    case "fragile":
      return `${isCorrected ? "Before the correction, first" : "First"} place hangs on ${warning.count} of the judgments: without them ${warning.challenger} would be before ${warning.leader}.`;
    case "few_sources":
      return `Only ${warning.count} source pictures stand behind this: intervals from so few are rough.`;
  }
}

function toText({ dimension, rows, warnings, model, tieShare, correction }: Leaderboard): string {
  const lines = rows.map((row) => [
    row.rank === null ? NOTHING : row.rankInterval ? `${row.rank} (${row.rankInterval.best}-${row.rankInterval.worst})` : String(row.rank),
    row.generator,
    row.strength?.toFixed(3) ?? NOTHING,
    row.interval ? `${row.interval.low.toFixed(3)} to ${row.interval.high.toFixed(3)}` : NOTHING,
    row.winRate.value === null ? NOTHING : `${(row.winRate.value * 100).toFixed(1)} %`,
    String(row.n),
    String(row.itemCount),
  ]);
  const facts = `${dimension}: ${model}${tieShare === null ? "" : `, ${(tieShare * 100).toFixed(1)} % equal`}`;
  return [facts, ...warnings.map((warning) => say(warning, correction !== null)), formatTable(["rank", "generator", "strength", "95 %", "win rate", "judgments", "items"], lines)].join("\n");
}

async function runLeaderboard(slug: string, { people, task, origin, dimension, correct, json }: Options): Promise<void> {
  const who = PEOPLE_FILTERS.find((option) => option === (people ?? "all"));
  if (!who) throw invalidInput(`--people is one of ${PEOPLE_FILTERS.join(", ")}.`);
  const named = correct?.split(",") ?? [];
  const corrections = CORRECTIONS.filter((name) => named.includes(name));
  if (corrections.length < named.length) throw invalidInput(`--correct is a list of ${CORRECTIONS.join(", ")}.`);
  const from = CANDIDATE_ORIGINS.find((option) => option === origin);
  if (origin && !from) throw invalidInput(`--origin is one of ${CANDIDATE_ORIGINS.join(", ")}.`);
  const all = await withInstallation(() => computeLeaderboards("operator", slug, { people: who, taskTypes: task ? taskTypesOf(task) : undefined, origin: from, correct: corrections }));
  const boards = dimension ? all.boards.filter((board) => board.dimension === dimension) : all.boards;
  if (boards.length === 0) throw invalidInput(`--dimension is one of ${all.boards.map((board) => board.dimension).join(", ")}.`);
  if (json) printJson({ ...all, boards });
  else print(boards.map(toText).join("\n\n"));
}

export function addLeaderboardCommand(program: Command): void {
  program
    .command("leaderboard")
    .description("generators by strength, with intervals, ranks and what makes the order doubtful")
    .argument("<slug>", "the project")
    .option("--people <who>", "whose judgments count: all, people or simulated")
    .option("--task <type>", "one task type, or group:subject, group:appearance, group:scene, group:advanced")
    .option("--origin <name>", `only comparisons with a candidate of this origin: ${CANDIDATE_ORIGINS.join(", ")}`)
    .option("--dimension <name>", "one dimension alone")
    .option("--correct <list>", "take out of the strengths: side, magnitude")
    .option("--json", "print every figure at full precision")
    .action(runLeaderboard);
}
