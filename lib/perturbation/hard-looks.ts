import { STYLE_WORDS, TONE_WORDS } from "./build-case.ts";
import type { Photograph, PhotographLoader } from "./catalogue.ts";
import { COLOUR_NAMES, recolour } from "./colours.ts";
import { AMOUNTS, AS_IT_IS, changeElsewhere, type HardBuilder, type HardNegative, otherRegion, paste, spoil } from "./hard-case.ts";
import { drawScene, standAt } from "./hard-objects.ts";
import { askForMaterial, askToColour, askToExtract } from "./hard-words.ts";
import { upperPart } from "./masks.ts";
import { applyMaterial, MATERIAL_NAMES } from "./materials.ts";
import type { Random } from "./random.ts";
import { blend, fullMask, mapPixels, type Mask, type Raster } from "./raster.ts";
import { applyStyle, STYLE_NAMES } from "./styles.ts";
import { applyTone, TONE_NAMES } from "./tones.ts";

const seedOf = (random: Random) => Math.floor(random.next() * 2 ** 30);

async function drawSubject(loader: PhotographLoader, random: Random): Promise<Photograph> {
  return loader.load(random.pick(loader.entries.filter((entry) => entry.subject)).id);
}

type Look = (place: Mask, amount: number) => Promise<Raster>;

/** What can go wrong with a look on a region: the other look, the other place, half of it, something else besides. */
function lookNegatives(region: Mask, asked: Look, another: Look, seed: number): Record<string, HardNegative> {
  const elsewhere = otherRegion(region, seed);
  const upper = upperPart(region, 0.55);
  return {
    wrong_colour: { render: (amount) => another(region, amount), range: AMOUNTS },
    wrong_object: { render: (amount) => asked(elsewhere, amount), range: AMOUNTS },
    half_done: { render: async (strength) => changeElsewhere(await asked(upper, 1), region, strength, seed), range: AMOUNTS },
    collateral: { render: async (strength) => changeElsewhere(await asked(region, 0.8), region, strength, seed), range: AMOUNTS },
    artefact: { render: async (amount) => spoil(await asked(region, amount), region, seed), range: { low: 0.6, high: 1 } },
  };
}

/** One thing gets a colour. In half of the cases another animal stands by that could get it instead. */
export const hardColour: HardBuilder = async ({ loader, random, language }) => {
  const seed = seedOf(random);
  const [colour, other] = random.shuffle(COLOUR_NAMES) as [(typeof COLOUR_NAMES)[number], (typeof COLOUR_NAMES)[number]];
  const drawn = random.chance(0.5) ? await drawScene(loader, random, 2) : null;
  if (!drawn) {
    const photograph = await drawSubject(loader, random);
    const region = photograph.subjectMask!;
    const asked: Look = async (place, amount) => recolour(photograph.raster, place, colour, amount);
    const negatives = lookNegatives(region, asked, async (place, amount) => recolour(photograph.raster, place, other, amount), seed);
    return { taskType: "color_alter", photographs: [photograph], instruction: askToColour(photograph, colour, language), language, source: photograph.raster, good: await asked(region, random.between(0.85, 1)), region, negatives };
  }
  const { scene, subjects: [named, beside] } = drawn as { scene: Photograph; subjects: [Photograph, Photograph] };
  const x = random.pick([0.27, 0.73]);
  const first = await paste(scene.raster, named, standAt(scene, named, x, random.between(0.3, 0.42), random));
  const second = await paste(first.raster, beside, standAt(scene, beside, 1 - x, random.between(0.36, 0.5), random));
  const asked: Look = async (place, amount) => recolour(second.raster, place, colour, amount);
  const negatives = lookNegatives(first.mask, asked, async (place, amount) => recolour(second.raster, place, other, amount), seed);
  return {
    taskType: "color_alter",
    photographs: [scene, named, beside],
    instruction: askToColour(named, colour, language),
    language,
    source: second.raster,
    good: await asked(first.mask, random.between(0.85, 1)),
    region: first.mask,
    negatives: { ...negatives, wrong_object: { render: (amount) => asked(second.mask, amount), range: AMOUNTS } },
  };
};

export const hardMaterial: HardBuilder = async ({ loader, random, language }) => {
  const photograph = await drawSubject(loader, random);
  const region = photograph.subjectMask!;
  const [material, other] = random.shuffle(MATERIAL_NAMES) as [(typeof MATERIAL_NAMES)[number], (typeof MATERIAL_NAMES)[number]];
  const asked: Look = (place, amount) => applyMaterial(photograph.raster, place, material, amount);
  const negatives = lookNegatives(region, asked, (place, amount) => applyMaterial(photograph.raster, place, other, amount), seedOf(random));
  return { taskType: "material_alter", photographs: [photograph], instruction: askForMaterial(photograph, material, language), language, source: photograph.raster, good: await asked(region, random.between(0.85, 1)), region, negatives };
};

/** The whole picture gets another light or style: the wrong one, or the right one with flaws. */
export const hardWhole: HardBuilder = async ({ loader, random }) => {
  const photograph = await loader.load(random.pick(loader.entries).id);
  const seed = seedOf(random);
  const region = fullMask(photograph.raster);
  const isTone = random.chance(0.5);
  const [tone, otherTone] = random.shuffle(TONE_NAMES) as [(typeof TONE_NAMES)[number], (typeof TONE_NAMES)[number]];
  const [style, otherStyle] = random.shuffle(STYLE_NAMES) as [(typeof STYLE_NAMES)[number], (typeof STYLE_NAMES)[number]];
  const asked = async (amount: number) => (isTone ? applyTone(photograph.raster, photograph.skyMask, tone, amount) : applyStyle(photograph.raster, style, amount));
  const another = async (amount: number) => (isTone ? applyTone(photograph.raster, photograph.skyMask, otherTone, amount) : applyStyle(photograph.raster, otherStyle, amount));
  return {
    taskType: isTone ? "tone_transfer" : "style_change",
    photographs: [photograph],
    instruction: isTone ? TONE_WORDS[tone] : `Redraw this photograph as ${STYLE_WORDS[style]}, with the same composition.`,
    language: "en",
    source: photograph.raster,
    good: await asked(random.between(0.85, 1)),
    region,
    negatives: {
      wrong_colour: { render: another, range: { low: 0.35, high: 1 } },
      artefact: { render: async (amount) => spoil(await asked(amount), region, seed), range: { low: 0.7, high: 1 } },
    },
  };
};

const WHITE = 250;

/** Two stand there, one is to be cut out: the other one is. */
export const hardExtract: HardBuilder = async ({ loader, random, language }) => {
  const drawn = await drawScene(loader, random, 2);
  if (!drawn) return null;
  const { scene, subjects: [named, beside] } = drawn as { scene: Photograph; subjects: [Photograph, Photograph] };
  const x = random.pick([0.27, 0.73]);
  const height = random.between(0.32, 0.5);
  const first = await paste(scene.raster, named, standAt(scene, named, x, height, random));
  const second = await paste(first.raster, beside, standAt(scene, beside, 1 - x, height, random));
  const white = mapPixels(second.raster, () => [WHITE, WHITE, WHITE]);
  const good = blend(white, second.raster, first.mask);
  return {
    taskType: "extract",
    photographs: [scene, named, beside],
    instruction: askToExtract(named, language),
    language,
    source: second.raster,
    good,
    region: first.mask,
    negatives: {
      wrong_object: { render: async () => blend(white, second.raster, second.mask), range: AS_IT_IS },
      artefact: { render: async () => spoil(good, first.mask, seedOf(random)), range: AS_IT_IS },
    },
  };
};
