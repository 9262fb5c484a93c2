import { buildCase, type EditCase } from "./build-case.ts";
import type { Wording } from "./case-spec.ts";
import { createLoader } from "./catalogue.ts";
import { DEMO_PLAN } from "./demo-plan.ts";
import { drawCase } from "./draw-case.ts";
import { GENERATOR_NAMES, makeCandidate, type PerturbedCandidate } from "./generators.ts";
import { createRandom, deriveSeed } from "./random.ts";
import { encodeRaster } from "./raster.ts";

export type PerturbedItem = {
  itemId: string;
  /** The photograph that the item is of, for splits without leaks. */
  photograph: string;
  taskType: string;
  instruction: string;
  language: "en" | "zh";
  translation?: string;
  licence: string;
  origin: string;
  sources: Buffer[];
  candidates: PerturbedCandidate[];
};

export const DEMO_SIDE = 1_024;
const TRAINING_SIDE = 384;
const CANDIDATES_PER_ITEM = 4;
const MOST_REDRAWS = 8;

/** The strictest licence of the pictures an edit is made of. */
function licenceOf(edit: EditCase): string {
  const licences = edit.photographs.map((photograph) => photograph.licence);
  return licences.find((licence) => licence.startsWith("CC-BY-SA")) ?? licences.find((licence) => licence.startsWith("CC-BY")) ?? licences[0] ?? "unknown";
}

async function toItem(edit: EditCase, wording: Wording, itemId: string, generators: string[], seed: number): Promise<PerturbedItem> {
  const candidates: PerturbedCandidate[] = [];
  for (const generator of generators) candidates.push(await makeCandidate(edit, itemId, generator, seed));
  return {
    itemId,
    photograph: edit.spec.photograph,
    taskType: edit.spec.task,
    instruction: wording.instruction ?? edit.instruction,
    language: wording.language ?? "en",
    translation: wording.translation,
    licence: licenceOf(edit),
    origin: edit.photographs.map((photograph) => photograph.origin).join(" "),
    sources: [await encodeRaster(edit.source, "jpeg", 92)],
    candidates,
  };
}

/** Nobody should have to compare a picture with itself: what two editors made alike is made again. */
async function toDistinctItem(edit: EditCase, wording: Wording, itemId: string, generators: string[], seed: number): Promise<PerturbedItem> {
  const item = await toItem(edit, wording, itemId, generators, seed);
  const distinct: PerturbedCandidate[] = [];
  for (const candidate of item.candidates) {
    let own = candidate;
    for (let redraw = 1; redraw <= MOST_REDRAWS && distinct.some((other) => other.image.equals(own.image)); redraw += 1) {
      own = await makeCandidate(edit, itemId, candidate.generator, deriveSeed(seed, "redraw", redraw));
    }
    distinct.push(own);
  }
  return { ...item, candidates: distinct };
}

/** The demo's items: the planned cases, each with `careful` or not and three or four others, `maxSide` pixels long. Deterministic in `seed`. */
export async function* generateDemoItems(options: { photographsDir: string; seed: number; maxSide?: number }): AsyncGenerator<PerturbedItem> {
  const loader = await createLoader(options.photographsDir, options.maxSide ?? DEMO_SIDE);
  for (const { id, instruction, language, translation, ...spec } of DEMO_PLAN) {
    const random = createRandom(deriveSeed(options.seed, "generators", id));
    const chosen = random.shuffle(GENERATOR_NAMES).slice(0, CANDIDATES_PER_ITEM);
    yield await toDistinctItem(await buildCase(spec, loader), { instruction, language, translation }, id, chosen.sort(), options.seed);
  }
}

/**
 * Random cases for training and testing scorers, deterministic in `seed`. `photographs` restricts the pictures, cut-outs
 * included, so that a test set can hold photographs out. Every generator answers every case.
 */
export async function* generateTrainingItems(options: { photographsDir: string; seed: number; count: number; photographs?: string[]; taskTypes?: string[]; maxSide?: number }): AsyncGenerator<PerturbedItem> {
  const { photographsDir, seed, count, photographs, taskTypes, maxSide = TRAINING_SIDE } = options;
  const loader = await createLoader(photographsDir, maxSide);
  const entries = loader.entries.filter((entry) => !photographs || photographs.includes(entry.id));
  const restricted = { ...loader, entries };
  for (let made = 0, drawn = 0; made < count; drawn += 1) {
    const random = createRandom(deriveSeed(seed, "case", drawn));
    const spec = drawCase(entries, random, taskTypes);
    if (!spec) throw new RangeError("These photographs are too few: at least one with sky and ground and two movable subjects are needed.");
    const id = `case-${seed}-${drawn}`;
    yield await toItem(await buildCase(spec, restricted), {}, id, GENERATOR_NAMES, deriveSeed(seed, "candidates"));
    made += 1;
  }
}
