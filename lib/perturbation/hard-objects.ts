import type { CatalogueEntry, Photograph, PhotographLoader } from "./catalogue.ts";
import { AMOUNTS, AS_IT_IS, changeElsewhere, type HardBuilder, paste, pasteAll, SIZES, spoil } from "./hard-case.ts";
import { askToAdd, askToMove, askToRemove, askToReplace, type Side } from "./hard-words.ts";
import { union } from "./masks.ts";
import { matchSize, meanDifference } from "./match-size.ts";
import type { Placement } from "./paste.ts";
import type { Random } from "./random.ts";
import { blend } from "./raster.ts";

const seedOf = (random: Random) => Math.floor(random.next() * 2 ** 30);

/** A scene with ground and subjects that may stand in it; all of one kind of place, so that one may stand for another. */
export async function drawScene(loader: PhotographLoader, random: Random, count: number): Promise<{ scene: Photograph; subjects: Photograph[] } | null> {
  const scenes = loader.entries.filter((entry) => entry.sky && entry.ground !== undefined);
  const placed = random.chance(0.75) ? "ground" : "air";
  const fits = (where: string) => loader.entries.filter((entry) => entry.subject?.placed === where);
  const movable: CatalogueEntry[] = fits(placed).length >= count ? fits(placed) : fits(placed === "ground" ? "air" : "ground");
  if (scenes.length === 0 || movable.length < count) return null;
  const subjects = await Promise.all(random.shuffle(movable).slice(0, count).map((entry) => loader.load(entry.id)));
  return { scene: await loader.load(random.pick(scenes).id), subjects };
}

/** A place for a subject whose middle is at `x`. */
export function standAt(scene: Photograph, subject: Photograph, x: number, height: number, random: Random): Placement {
  const flip = random.chance(0.5);
  if (subject.subject?.placed === "air") return { x, bottom: height + random.between(0.04, 0.2), height, flip };
  return { x, bottom: (scene.ground ?? 0.95) + random.between(-0.02, 0.02), height, flip };
}

const MIDDLES: Record<number, number[]> = { 1: [0.5], 2: [0.26, 0.74], 3: [0.18, 0.5, 0.82] };

const sideAt = (side: Side, random: Random) => (side === "left" ? random.between(0.2, 0.3) : side === "right" ? random.between(0.7, 0.8) : random.between(0.4, 0.6));

/** Adds one or several: another animal, the other side, another number, half transparent, with something else changed. */
export const hardAdd: HardBuilder = async ({ loader, random, language }) => {
  const drawn = await drawScene(loader, random, 2);
  if (!drawn) return null;
  const { scene, subjects: [wanted, other] } = drawn as { scene: Photograph; subjects: [Photograph, Photograph] };
  const count = random.pick([1, 1, 2, 2, 3]);
  const side = count === 1 ? random.pick(["left", "right", null] as const) : null;
  const height = random.between(0.28, 0.42) / Math.sqrt(count === 1 ? 1 : count * 0.8);
  const at = (number: number, where: Side) => (number === 1 ? [sideAt(where, random)] : MIDDLES[number]!).map((x) => standAt(scene, wanted, x, height, random));
  const [places, elsewhere, otherwise] = [at(count, side), at(1, side === "left" ? "right" : "left"), at(count === 1 ? random.pick([2, 3]) : count - 1, null)];
  const done = await pasteAll(scene.raster, wanted, places);
  const seed = seedOf(random);
  const smaller = await pasteAll(scene.raster, wanted, places, 0.75);
  return {
    taskType: "subject-add",
    photographs: [scene, wanted],
    instruction: askToAdd(wanted, count, side, language),
    language,
    source: scene.raster,
    good: done.raster,
    region: done.mask,
    negatives: {
      wrong_object: { render: async (scale) => (await pasteAll(scene.raster, other, places, scale)).raster, range: SIZES },
      ...(side ? { wrong_place: { render: async (scale: number) => (await pasteAll(scene.raster, wanted, elsewhere, scale)).raster, range: SIZES } } : {}),
      wrong_count: { render: async (scale) => (await pasteAll(scene.raster, wanted, otherwise, scale)).raster, range: SIZES },
      half_done: { render: async (scale) => blend(scene.raster, (await pasteAll(scene.raster, wanted, places, scale)).raster, null, 0.55), range: SIZES },
      collateral: { render: async (strength) => changeElsewhere(smaller.raster, smaller.mask, strength, seed), range: AMOUNTS },
      artefact: { render: async (scale) => { const pasted = await pasteAll(scene.raster, wanted, places, scale); return spoil(pasted.raster, pasted.mask, seed); }, range: SIZES },
    },
  };
};

/** Two stand there and one should go: the other goes instead, or half of it stays. */
export const hardRemove: HardBuilder = async ({ loader, random, language }) => {
  const drawn = await drawScene(loader, random, 2);
  if (!drawn) return null;
  const { scene, subjects: [named, second] } = drawn as { scene: Photograph; subjects: [Photograph, Photograph] };
  const isTwin = random.chance(0.4);
  const other = isTwin ? named : second;
  const side = random.pick(["left", "right"] as const);
  const [x, otherX] = side === "left" ? [0.26, 0.74] : [0.74, 0.26];
  const height = random.between(0.28, 0.4);
  const at = standAt(scene, named, x, height, random);
  const target = await paste(scene.raster, named, at);
  const place = standAt(scene, other, otherX, height, random);
  const size = meanDifference(scene.raster, target.raster) * random.between(0.93, 1.07);
  // The other one is as large a change as the one that should go.
  let beside = await paste(scene.raster, other, place);
  const left = await matchSize(scene.raster, size, async (scale) => (beside = await paste(scene.raster, other, { ...place, height: height * scale })).raster, SIZES);
  if (!left) return null;
  const source = (await paste(left, named, at)).raster;
  const seed = seedOf(random);
  const ghost = blend(left, source, target.mask, 0.5);
  const region = union(target.mask, beside.mask);
  return {
    taskType: "subject-remove",
    photographs: [scene, named, other],
    instruction: askToRemove(named, isTwin ? side : null, language),
    language,
    source,
    good: left,
    region: target.mask,
    negatives: {
      [isTwin ? "wrong_place" : "wrong_object"]: { render: async () => target.raster, range: AS_IT_IS },
      half_done: { render: async (strength) => changeElsewhere(ghost, region, strength, seed), range: AMOUNTS },
      artefact: { render: async () => spoil(left, target.mask, seed), range: AS_IT_IS },
    },
  };
};

/** One becomes another: a third one comes instead, the first one stays, or both show through each other. */
export const hardReplace: HardBuilder = async ({ loader, random, language }) => {
  const drawn = await drawScene(loader, random, 3);
  if (!drawn) return null;
  const { scene, subjects: [old, wanted, other] } = drawn as { scene: Photograph; subjects: [Photograph, Photograph, Photograph] };
  const at = standAt(scene, old, random.between(0.25, 0.75), random.between(0.28, 0.42), random);
  const before = await paste(scene.raster, old, at);
  const after = await paste(scene.raster, wanted, at);
  const beside = { ...at, x: at.x > 0.5 ? at.x - 0.42 : at.x + 0.42 };
  const region = union(before.mask, after.mask);
  const seed = seedOf(random);
  const [smaller, ghost] = [await paste(scene.raster, wanted, { ...at, height: at.height * 0.75 }), blend(before.raster, after.raster, null, 0.5)];
  return {
    taskType: "subject-replace",
    photographs: [scene, old, wanted],
    instruction: askToReplace(old, wanted, language),
    language,
    source: before.raster,
    good: after.raster,
    region,
    negatives: {
      wrong_object: { render: async (scale) => (await paste(scene.raster, other, { ...at, height: at.height * scale })).raster, range: SIZES },
      wrong_place: { render: async (scale) => (await paste(before.raster, wanted, { ...beside, height: at.height * scale })).raster, range: SIZES },
      half_done: { render: async (strength) => changeElsewhere(ghost, region, strength, seed), range: AMOUNTS },
      collateral: { render: async (strength) => changeElsewhere(smaller.raster, region, strength, seed), range: AMOUNTS },
      artefact: { render: async (scale) => spoil((await paste(scene.raster, wanted, { ...at, height: at.height * scale })).raster, region, seed), range: SIZES },
    },
  };
};

/** One moves to a side: another one appears there, it moves the other way, or it is there twice, faintly. */
export const hardMove: HardBuilder = async ({ loader, random, language }) => {
  const drawn = await drawScene(loader, random, 2);
  if (!drawn) return null;
  const { scene, subjects: [subject, other] } = drawn as { scene: Photograph; subjects: [Photograph, Photograph] };
  const side = random.pick(["left", "right"] as const);
  const at = standAt(scene, subject, 0.5, random.between(0.26, 0.38), random);
  const [target, opposite] = [{ ...at, x: side === "left" ? 0.2 : 0.8 }, { ...at, x: side === "left" ? 0.8 : 0.2 }];
  const before = await paste(scene.raster, subject, at);
  const after = await paste(scene.raster, subject, target);
  const region = union(before.mask, after.mask);
  const seed = seedOf(random);
  const faint = blend(before.raster, after.raster, null, 0.5);
  return {
    taskType: "motion_change",
    photographs: [scene, subject],
    instruction: askToMove(subject, side, language),
    language,
    source: before.raster,
    good: after.raster,
    region,
    negatives: {
      wrong_object: { render: async (scale) => (await paste(scene.raster, other, { ...target, height: at.height * scale })).raster, range: SIZES },
      wrong_place: { render: async () => (await paste(scene.raster, subject, opposite)).raster, range: AS_IT_IS },
      half_done: { render: async (strength) => changeElsewhere(faint, region, strength, seed), range: AMOUNTS },
      artefact: { render: async () => spoil(after.raster, region, seed), range: AS_IT_IS },
    },
  };
};
