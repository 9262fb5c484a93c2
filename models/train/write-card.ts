import type { ModelManifest } from "../../workers/onnx/manifest.ts";
import { LIMITS, WHAT_IT_IS, howItWorks } from "./card-texts.ts";
import type { PairAccuracy } from "./evaluate-scores.ts";
import type { Gain, StarterEvaluation } from "./evaluate-starter.ts";
import { DIMENSIONS } from "./example.ts";

const ROWS = ["starter", "always_first", "pixel_difference", "ssim", "trunk_distance", "editor_known", "before", "without_matched", "without_detector", "without_trunk", "without_instruction"];
/** What the kinds of matched faults are compared with; `editor_known` is always right there, as each kind has a name. */
const KIND_ROWS = ["always_first", "pixel_difference", "ssim", "trunk_distance", "before", "without_detector"];

const KIND_MEANINGS: Record<string, string> = {
  wrong_object: "another animal is added, removed, moved, coloured or cut out",
  wrong_place: "the right thing on the wrong side, or the other one of two alike",
  wrong_count: "one, two or three where another number was asked for",
  wrong_colour: "another colour, material, light or style",
  half_done: "half of it, or half transparent, and something else changed",
  collateral: "a weaker edit, and something else changed",
  artefact: "halo, blocks, smear, ghost or grain in and around the edit",
};

function interval({ interval: range }: PairAccuracy): string {
  return range ? ` [${range.low.toFixed(3)}, ${range.high.toFixed(3)}]` : "";
}

const cell = (result: PairAccuracy) => `${result.accuracy.toFixed(3)}${interval(result)}`;
const counted = (result: PairAccuracy) => `${cell(result)} (n = ${result.n})`;
const signed = (result: PairAccuracy) => {
  const plus = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
  return `${plus(result.accuracy)}${result.interval ? ` [${plus(result.interval.low)}, ${plus(result.interval.high)}]` : ""}`;
};
const emphasised = (name: string) => (name === "starter" ? "**starter**" : name);

function accuracyTable({ accuracy, meanings }: StarterEvaluation): string {
  const header = `| | ${DIMENSIONS.map((dimension) => `${dimension} (n = ${accuracy.starter![dimension].n})`).join(" | ")} |\n|---|${DIMENSIONS.map(() => "---").join("|")}|`;
  const rows = ROWS.map((name) => `| ${emphasised(name)} | ${DIMENSIONS.map((dimension) => cell(accuracy[name]![dimension])).join(" | ")} |`);
  const notes = ROWS.map((name) => `- \`${name}\`: ${meanings[name]}.`);
  return [header, ...rows, "", ...notes].join("\n");
}

function taskTable({ overallByTaskType, matched }: StarterEvaluation): string {
  const tasks = [...new Set([...Object.keys(overallByTaskType), ...Object.keys(matched.byTaskType)])].sort();
  const show = (result: PairAccuracy | undefined) => (result ? `${counted(result)} | ${result.photographs}` : "– | –");
  const rows = tasks.map((task) => `| ${task} | ${show(overallByTaskType[task])} | ${show(matched.byTaskType[task])} |`);
  return ["| task type | mixed edits, overall | photographs | edits of matched size | photographs |", "|---|---|---|---|---|", ...rows].join("\n");
}

function matchedTable({ matched, heldOutOperations }: StarterEvaluation): string {
  const kinds = Object.keys(matched.byKind.starter!);
  const rows = kinds.map((kind) => `| ${kind} | ${matched.byKind.starter![kind]!.n} | **${cell(matched.byKind.starter![kind]!)}** | ${cell(heldOutOperations[kind]!)} | ${KIND_ROWS.map((name) => matched.byKind[name]![kind]!.accuracy.toFixed(3)).join(" | ")} |`);
  const all = `| all | ${matched.accuracy.starter!.n} | **${cell(matched.accuracy.starter!)}** | | ${KIND_ROWS.map((name) => cell(matched.accuracy[name]!)).join(" | ")} |`;
  return [`| wrong by | pairs | **starter** | never saw this kind | ${KIND_ROWS.join(" | ")} |`, `|---|---|---|---|${KIND_ROWS.map(() => "---").join("|")}|`, ...rows, all, "", ...kinds.map((kind) => `- \`${kind}\`: ${KIND_MEANINGS[kind]}.`)].join("\n");
}

function gainTable({ gains, meanings }: StarterEvaluation): string {
  const rows = Object.entries(gains).map(([name, { mixed, matched }]: [string, Gain]) => `| ${name} | ${signed(mixed)} | ${signed(matched)} | ${meanings[name]} |`);
  return ["| against | mixed edits, overall | edits of matched size | what it is |", "|---|---|---|---|", ...rows].join("\n");
}

function detectorText({ detectorGain: { mixed, matched, wrongObject } }: StarterEvaluation): string {
  return `The detector (4.2 MB) was chosen by three-fold cross-validation over the training photographs, of which there are more: with it
${signed(mixed)} on mixed edits, ${signed(matched)} on edits of matched size, and
${signed(wrongObject)} on wrong objects among these (${wrongObject.photographs} photographs as scenes).`;
}

function headline({ manifest, evaluation }: { manifest: ModelManifest; evaluation: StarterEvaluation }): string {
  const { settings } = evaluation;
  return `| | |
|---|---|
| file | \`${manifest.file}\`, ONNX opset 13, float32, ${manifest.bytes} bytes |
| SHA-256 | \`${manifest.sha256}\` |
| licence | ${manifest.licence}; the trunk and the detector it builds on are MIT |
| inputs | \`plain\` (${manifest.inputs[0]!.shape[1]} measures), \`pooled\` (${manifest.inputs[1]!.shape[1]} trunk features) |
| network | ${settings.components} components, ${settings.members} members of ${settings.hidden} hidden units, averaged |
| made by | \`node models/train-starter.ts\`, which also wrote this card |`;
}

function trainingText({ training, trainingMatched, split }: StarterEvaluation): string {
  return `Edits made by program (\`lib/perturbation\`) from the photographs of \`prisma/demo/photographs\`, whose authors and licences are
listed there, made of ${split.training.length} photographs (${training.scenes} as scenes):

- ${training.candidates} candidates of ${training.items} items. Seven programs edit each item well, by halves, too much, wrongly, with artefacts,
  softly or not at all, and the labels follow from what they did.
- ${trainingMatched.candidates} candidates of ${trainingMatched.items} items of matched size: one good edit, and wrong ones whose mean pixel difference to the source was
  brought to the good one's within about 17 %, to either side. How much was changed does not tell them apart, what was does.
  Three in ten instructions are Chinese.

Half of the candidates were given another size and coding, so that these do not give the program away.
Loss: squared error plus Bradley-Terry over the pairs of an item. Settings were chosen by three-fold cross-validation over
the training scenes. Not trained on: anybody's judgments, pictures of users, any published preference data.`;
}

function resultsText(evaluation: StarterEvaluation): string {
  const { test, split, pairMargin, matched, trainingAccuracy, meanAbsoluteError } = evaluation;
  const perDimension = (values: Record<(typeof DIMENSIONS)[number], number>, digits: number) => DIMENSIONS.map((name) => `${name} ${values[name].toFixed(digits)}`).join(", ");
  return `## How well it orders pairs of held-out photographs

All of this is measured on edits made only of ${split.test.length} photographs that no training item used, as scene or cut-out: ${split.test.join(", ")}.
Brackets: 95 % interval from 1,000 resamples of whole photographs. These are few, so intervals are wide, and rough.

### Mixed edits

${test.candidates} candidates of ${test.items} items (${test.scenes} photographs as scenes). Share of pairs in the right order. Pairs whose labels differ by less
than ${10 * pairMargin} of 10 points are left out; equal scores count half. Large faults are in the majority here, and the size of the change
tells much.

${accuracyTable(evaluation)}

### Edits of matched size, and operations it never saw

${matched.size.candidates} candidates of ${matched.size.items} items (${matched.size.scenes} photographs as scenes). How often the good edit gets the higher overall score than the
wrong one of the same size; 0.5 is chance. "Never saw this kind": a head trained without any example of that fault, neither
among these nor among the mixed edits, on the same pairs.

${matchedTable(evaluation)}

### What the parts are worth

Share of pairs that the starter orders rightly more often than a variant of itself (two members instead of ${evaluation.settings.members}), on the same pairs.
Where the interval reaches below zero, the part is not shown to help there.

${gainTable(evaluation)}

${detectorText(evaluation)}

### By task type

${taskTable(evaluation)}

On its own training examples: ${perDimension(trainingAccuracy, 3)}.
Mean absolute difference to the label on mixed edits, in points: ${perDimension(meanAbsoluteError, 2)}.`;
}

/** The starter's model card, every figure from the evaluation of the same run. */
export function writeCard(evaluation: StarterEvaluation, manifest: ModelManifest): string {
  return `# Starter scorer

${WHAT_IT_IS}

${headline({ manifest, evaluation })}

## How it works

${howItWorks()}

## What it was trained on

${trainingText(evaluation)}

${resultsText(evaluation)}

## What it cannot do

${LIMITS}
`;
}
