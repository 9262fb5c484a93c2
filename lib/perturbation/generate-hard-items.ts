import { createLoader, type PhotographLoader } from "./catalogue.ts";
import type { PerturbedItem } from "./generate-items.ts";
import type { PerturbedCandidate } from "./generators.ts";
import type { HardBuilder, HardCase, HardNegative } from "./hard-case.ts";
import { HARD_KINDS, type HardKind, labelHard } from "./hard-kinds.ts";
import { hardColour, hardExtract, hardMaterial, hardWhole } from "./hard-looks.ts";
import { hardAdd, hardMove, hardRemove, hardReplace } from "./hard-objects.ts";
import { matchSize, meanDifference } from "./match-size.ts";
import { createRandom, deriveSeed, type Random } from "./random.ts";
import { encodeRaster, type Raster } from "./raster.ts";

const BUILDERS: HardBuilder[] = [hardAdd, hardAdd, hardRemove, hardReplace, hardMove, hardColour, hardColour, hardMaterial, hardWhole, hardExtract];
const CHINESE_SHARE = 0.3;
/** The wanted size is drawn around the good edit's, so that neither the larger nor the smaller change is the better one. */
const AROUND = 0.1;
const NEAR_AS_IT_IS = 0.17;

async function encodeCandidate(raster: Raster, itemId: string, kind: HardKind | "good", edit: HardCase, seed: number): Promise<PerturbedCandidate> {
  const own = deriveSeed(seed, itemId, kind);
  const format = createRandom(own).pick(["jpeg", "webp"] as const);
  const labels = labelHard(kind);
  const size = Math.round(1_000 * meanDifference(edit.source, raster)) / 1_000;
  return { candidateId: `${itemId}/hard-${kind}`, generator: `hard-${kind}`, image: await encodeRaster(raster, format, 88), format, seed: own, parameters: { kind, size, labels }, labels };
}

/** The negative at a size drawn around the good edit's; one that has a single strength only has to come near. */
async function bringToSize({ render, range }: HardNegative, source: Raster, size: number, random: Random): Promise<Raster | null> {
  const wanted = size * random.between(1 - AROUND, 1 + AROUND);
  if (range.low < range.high) return matchSize(source, wanted, render, range);
  const raster = await render(range.low);
  return Math.abs(meanDifference(source, raster) / size - 1) <= NEAR_AS_IT_IS ? raster : null;
}

async function toHardItem(edit: HardCase, itemId: string, seed: number): Promise<PerturbedItem> {
  const candidates = [await encodeCandidate(edit.good, itemId, "good", edit, seed)];
  const size = meanDifference(edit.source, edit.good);
  for (const kind of HARD_KINDS) {
    const negative = edit.negatives[kind];
    if (!negative) continue;
    const raster = await bringToSize(negative, edit.source, size, createRandom(deriveSeed(seed, itemId, kind, "size")));
    if (raster) candidates.push(await encodeCandidate(raster, itemId, kind, edit, seed));
  }
  const [first] = edit.photographs;
  return {
    itemId,
    photograph: first!.id,
    taskType: edit.taskType,
    instruction: edit.instruction,
    language: edit.language,
    licence: [...new Set(edit.photographs.map((photograph) => photograph.licence))].join(" "),
    origin: edit.photographs.map((photograph) => photograph.origin).join(" "),
    sources: [await encodeRaster(edit.source, "jpeg", 92)],
    candidates,
  };
}

/**
 * Items of one good edit and of wrong ones whose mean pixel difference to the source is the same within about a sixth, to
 * either side: what tells them apart is what was changed, not how much. Deterministic in `seed`; `photographs` restricts
 * scenes and cut-outs alike. A kind that cannot be brought to that size is left out, an item without any is drawn again.
 */
export async function* generateHardItems(options: { photographsDir: string; seed: number; count: number; photographs?: string[]; maxSide?: number }): AsyncGenerator<PerturbedItem> {
  const { photographsDir, seed, count, photographs, maxSide = 384 } = options;
  const loader = await createLoader(photographsDir, maxSide);
  const restricted: PhotographLoader = { ...loader, entries: loader.entries.filter((entry) => !photographs || photographs.includes(entry.id)) };
  if (!restricted.entries.some((entry) => entry.subject)) throw new RangeError("These photographs are too few: at least one with a subject is needed.");
  for (let made = 0, drawn = 0; made < count; drawn += 1) {
    const random = createRandom(deriveSeed(seed, "hard", drawn));
    const language = random.chance(CHINESE_SHARE) ? ("zh" as const) : ("en" as const);
    const edit = await random.pick(BUILDERS)({ loader: restricted, random, language });
    if (!edit) continue;
    const item = await toHardItem(edit, `hard-${seed}-${drawn}`, seed);
    if (item.candidates.length < 2) continue;
    yield item;
    made += 1;
  }
}
