import type { EditCase, Mistake } from "./build-case.ts";
import { addArtefact, addCollateral, soften } from "./faults.ts";
import { createRandom, deriveSeed, type Random } from "./random.ts";
import { blend, encodeRaster, type PictureFormat, type Raster, toSharp, fromSharp } from "./raster.ts";

export type Fault = "none" | "half_done" | "over_edit" | "wrong_object" | "wrong_colour" | "wrong_place" | "wrong_count" | "artefact" | "soft" | "no_op";

/** What was really done, and how good that is: qualities 0..1, by construction and not by anybody's judgment. */
export type PerturbationLabels = { fault: Fault; severity: number; promptFollowing: number; consistency: number; visualQuality: number; overall: number };

export type PerturbedCandidate = {
  candidateId: string;
  generator: string;
  image: Buffer;
  format: PictureFormat;
  seed: number;
  parameters: Record<string, unknown>;
  labels: PerturbationLabels;
};

/** What one editor does with one case, before it is done. */
type Intent = { amount: number; mistake: Mistake; collateral: number; artefact: number; softness: number; isUntouched: boolean };

const CLEAN: Intent = { amount: 1, mistake: "none", collateral: 0, artefact: 0, softness: 0, isUntouched: false };
const mild = (random: Random, probability: number) => (random.chance(probability) ? random.between(0.08, 0.3) : 0);

/** Our editors, named for their habits. None of them always makes the same fault, and each of them sometimes does well. */
export const GENERATORS: Record<string, (random: Random, mistakes: Mistake[]) => Intent> = {
  careful: (random) => ({ ...CLEAN, collateral: mild(random, 0.25), artefact: mild(random, 0.3) }),
  halfway: (random) => ({ ...CLEAN, amount: random.chance(0.8) ? random.between(0.35, 0.75) : 1, artefact: mild(random, 0.3) }),
  "heavy-hand": (random) => ({ ...CLEAN, collateral: random.between(0.25, 1), artefact: mild(random, 0.25) }),
  astray: (random, mistakes) => ({ ...CLEAN, mistake: random.chance(0.85) ? random.pick(mistakes) : "none", artefact: mild(random, 0.2) }),
  smudge: (random) => ({ ...CLEAN, artefact: random.between(0.3, 1), softness: random.chance(0.35) ? random.between(0.2, 0.6) : 0 }),
  softfocus: (random) => ({ ...CLEAN, softness: random.between(0.3, 1), collateral: mild(random, 0.3), amount: random.chance(0.2) ? random.between(0.5, 0.8) : 1 }),
  still: (random) => ({ ...CLEAN, isUntouched: random.chance(0.8), amount: 0.4, softness: mild(random, 0.3) }),
};
export const GENERATOR_NAMES = Object.keys(GENERATORS);

const WRONG: Record<Exclude<Mistake, "none">, Fault> = { object: "wrong_object", colour: "wrong_colour", place: "wrong_place" };
const FOLLOWED_WHEN_WRONG: Record<Mistake, number> = { none: 1, object: 0.15, colour: 0.3, place: 0.45 };

function faultOf(intent: Intent): { fault: Fault; severity: number } {
  if (intent.isUntouched) return { fault: "no_op", severity: 1 };
  if (intent.mistake !== "none") return { fault: WRONG[intent.mistake], severity: 1 };
  const faults: [Fault, number][] = [["half_done", intent.amount < 1 ? 1 - intent.amount : 0], ["over_edit", intent.collateral], ["artefact", intent.artefact], ["soft", intent.softness]];
  const [fault, severity] = faults.toSorted((a, b) => b[1] - a[1])[0]!;
  return severity === 0 ? { fault: "none", severity: 0 } : { fault, severity };
}

/** Qualities by construction; overall as EditScore combines its parts: √(min(prompt following, consistency) · quality). */
function labelsOf(intent: Intent): PerturbationLabels {
  const followed = intent.isUntouched ? 0.02 : FOLLOWED_WHEN_WRONG[intent.mistake] * (intent.amount >= 1 ? 1 : 0.15 + 0.7 * intent.amount);
  const kept = intent.isUntouched ? 1 : Math.max(0.05, 1 - 0.75 * intent.collateral - (intent.mistake === "object" ? 0.2 : 0) - 0.15 * intent.softness);
  const quality = Math.max(0.05, 1 - 0.7 * intent.artefact - 0.6 * intent.softness - 0.1 * intent.collateral - (intent.amount < 1 && !intent.isUntouched ? 0.15 : 0));
  const rounded = (value: number) => Math.round(value * 1_000) / 1_000;
  return { ...faultOf(intent), promptFollowing: rounded(followed), consistency: rounded(kept), visualQuality: rounded(quality), overall: rounded(Math.sqrt(Math.min(followed, kept) * quality)) };
}

async function carryOut(edit: EditCase, intent: Intent, random: Random): Promise<{ raster: Raster; steps: string[] }> {
  const steps: string[] = [];
  // An untouched source keeps its own shape: faults in `region`'s shape do not apply to it.
  if (intent.isUntouched) return { raster: intent.softness > 0 ? await soften(edit.source, intent.softness) : edit.source, steps: ["untouched"] };
  let raster = await edit.render({ amount: intent.amount, mistake: intent.mistake, random });
  if (intent.collateral > 0) {
    const changed = await addCollateral(raster, edit.region, intent.collateral, random);
    raster = changed.raster;
    steps.push(`collateral:${changed.kind}`);
  }
  if (intent.artefact > 0) {
    const changed = await addArtefact(raster, edit.region, intent.artefact, random);
    raster = changed.raster;
    steps.push(`artefact:${changed.kind}`);
  }
  if (intent.softness > 0) {
    raster = blend(raster, await soften(raster, intent.softness), null);
    steps.push("soft");
  }
  return { raster, steps };
}

/** Real editors answer in sizes of their own: some candidates come scaled, some cut to a square. */
async function reshape(raster: Raster, generator: string): Promise<Raster> {
  if (generator === "heavy-hand" || generator === "softfocus") {
    const scale = generator === "softfocus" ? 0.75 : 0.9;
    return fromSharp(toSharp(raster).resize(Math.round((raster.width * scale) / 16) * 16, Math.round((raster.height * scale) / 16) * 16, { fit: "fill" }));
  }
  return raster;
}

const FORMATS: Record<string, PictureFormat> = { careful: "webp", halfway: "jpeg", "heavy-hand": "jpeg", astray: "webp", smudge: "jpeg", softfocus: "webp", still: "jpeg" };

/** One editor's answer to a case, with everything that was done to it. The same seed gives the same bytes. */
export async function makeCandidate(edit: EditCase, itemId: string, generator: string, seed: number): Promise<PerturbedCandidate> {
  const own = deriveSeed(seed, itemId, generator);
  const random = createRandom(own);
  const habit = GENERATORS[generator];
  if (!habit) throw new RangeError(`There is no generator ${generator}.`);
  const intent = habit(random, edit.mistakes);
  const { raster, steps } = await carryOut(edit, intent, random);
  const format = FORMATS[generator] ?? "jpeg";
  const labels = labelsOf(intent);
  return {
    candidateId: `${itemId}/${generator}`,
    generator,
    image: await encodeRaster(await reshape(raster, generator), format, 88),
    format,
    seed: own,
    parameters: { spec: edit.spec, intent, steps, labels },
    labels,
  };
}
