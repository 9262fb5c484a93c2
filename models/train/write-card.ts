import type { ModelManifest } from "../../workers/onnx/manifest.ts";
import type { StarterEvaluation } from "./evaluate-starter.ts";
import type { PairAccuracy } from "./evaluate-scores.ts";
import { DIMENSIONS } from "./example.ts";

const ROWS = ["starter", "always_first", "pixel_difference", "trunk_distance", "editor_known", "without_trunk", "without_instruction"];

function cell({ accuracy, interval, n }: PairAccuracy): string {
  const range = interval ? ` [${interval.low.toFixed(3)}, ${interval.high.toFixed(3)}]` : "";
  return `${accuracy.toFixed(3)}${range} (n = ${n})`;
}

function accuracyTable({ accuracy, meanings }: StarterEvaluation): string {
  const header = `| | ${DIMENSIONS.join(" | ")} |\n|---|${DIMENSIONS.map(() => "---").join("|")}|`;
  const rows = ROWS.map((name) => `| ${name === "starter" ? "**starter**" : name} | ${DIMENSIONS.map((dimension) => cell(accuracy[name]![dimension])).join(" | ")} |`);
  const notes = ROWS.map((name) => `- \`${name}\`: ${meanings[name]}.`);
  return [header, ...rows, "", ...notes].join("\n");
}

function taskTable({ overallByTaskType }: StarterEvaluation): string {
  const rows = Object.entries(overallByTaskType).map(([task, result]) => `| ${task} | ${cell(result)} | ${result.photographs} |`);
  return ["| task type | overall | photographs |", "|---|---|---|", ...rows].join("\n");
}

const WHAT_IT_IS = `A small embedded scorer of image edits. It looks at source, candidate, instruction and task type, and gives four numbers from
0 to 10: prompt_following, consistency, visual_quality, overall. It is there so that a fresh installation has a reward
model to compare people with, to choose pairs by, and to learn from. It is modest.

**It is not EditScore**, was not derived from it, saw none of its data and must not be reported under its name. No human
judgment went into it.`;

const HOW_IT_WORKS = `1. Both pictures are decoded; the candidate is laid over the source (scaled if the shapes agree within 1.5 %, else as centre
   crop, padded or stretched, whichever differs least). What it does not cover is left out.
2. The changed region comes from the pixel difference. Measured inside and outside of it: how much changed and where, edges,
   noise, blocks, texture, colour shifts, and the distance of MobileNetV2 features at three depths (see \`../trunk\`).
3. The instruction is read by a fixed list of English and Chinese words: verbs, colours, materials, places, tones. A named
   colour, place or tone is compared with what was measured.
4. Trunk features are reduced to principal components; a network with one hidden layer gives the four numbers.`;

const LIMITS = `- It cannot read. It does not know what a camel is: an edit with the wrong animal in the right place looks right to it.
- It knows no anatomy, no lettering, no physics; it sees pixels, textures and named colours.
- It was trained on faults made by program. Real editors fail in other ways, and how far the numbers here carry over to them
  and to people's judgment was not measured. Expect much less.
- Its labels are what the program did (how much of the edit was left out, how strong the artefact), weighed by us.
- The scene photographs are few, and flying animals occur in training only. The intervals resample photographs, but cannot
  speak for kinds of pictures that are not among them.
- The programs that made the edits are the same in training and test; only photographs are new. Part of the accuracy may be
  knowing the program's habits: compare \`editor_known\`, which uses the name of the program alone.
- \`ps_human\` and \`text_change\` do not occur in training at all.
- The demo project shows edits of these photographs, those of the training among them: agreement there is flattering.
- Scores order the candidates of one item. They are no probabilities, and differences between items mean little.`;

/** The starter's model card, every figure from the evaluation of the same run. */
export function writeCard(evaluation: StarterEvaluation, manifest: ModelManifest): string {
  const { training, test, settings, split, pairMargin, trainingAccuracy, meanAbsoluteError } = evaluation;
  const perDimension = (values: Record<(typeof DIMENSIONS)[number], number>, digits: number) => DIMENSIONS.map((name) => `${name} ${values[name].toFixed(digits)}`).join(", ");
  return `# Starter scorer

${WHAT_IT_IS}

| | |
|---|---|
| file | \`${manifest.file}\`, ONNX opset 13, float32, ${manifest.bytes} bytes |
| SHA-256 | \`${manifest.sha256}\` |
| licence | ${manifest.licence}; the trunk it builds on is MIT |
| inputs | \`plain\` (${manifest.inputs[0]!.shape[1]} measures), \`pooled\` (${manifest.inputs[1]!.shape[1]} trunk features) |
| network | ${settings.components} components, ${settings.members} members of ${settings.hidden} hidden units, averaged |
| made by | \`node models/train-starter.ts\`, which also wrote this card |

## How it works

${HOW_IT_WORKS}

## What it was trained on

Edits made by program (\`lib/perturbation\`) from the photographs of \`prisma/demo/photographs\`, whose authors and licences are
listed there: ${training.candidates} candidates of ${training.items} items, made of ${split.training.length} photographs (${training.scenes} as scenes). Seven programs
edit each item well, by halves, too much, wrongly, with artefacts, softly or not at all, and the labels follow from what
they did. Half of the candidates were given another size and coding, so that these do not give the program away.
Loss: squared error plus Bradley-Terry over the pairs of an item. Settings were chosen by three-fold cross-validation over
the training scenes. Not trained on: anybody's judgments, pictures of users, any published preference data.

## How well it orders pairs of held-out photographs

${test.candidates} candidates of ${test.items} items, made only of ${split.test.length} photographs that no training item used, as scene or cut-out: ${split.test.join(", ")}.
Share of pairs in the right order. Pairs whose labels differ by less than ${10 * pairMargin} of 10 points are left out; equal scores
count half. Brackets: 95 % interval from 1,000 resamples of whole photographs (${test.scenes} occur as scenes).

${accuracyTable(evaluation)}

${taskTable(evaluation)}

On its own training examples: ${perDimension(trainingAccuracy, 3)}.
Mean absolute difference to the label, in points: ${perDimension(meanAbsoluteError, 2)}.

## What it cannot do

${LIMITS}
`;
}
