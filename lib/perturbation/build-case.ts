import type { CaseSpec, Motion } from "./case-spec.ts";
import type { Photograph, PhotographLoader } from "./catalogue.ts";
import { COLOUR_NAMES, recolour } from "./colours.ts";
import { union, upperPart } from "./masks.ts";
import { applyMaterial, MATERIAL_NAMES } from "./materials.ts";
import { pasteSubject, type Pasted, type Placement } from "./paste.ts";
import type { Random } from "./random.ts";
import { blend, fromSharp, fullMask, mapMask, type Mask, mapPixels, type Raster, toSharp } from "./raster.ts";
import { applyStyle, STYLE_NAMES } from "./styles.ts";
import { applyTone, TONE_NAMES } from "./tones.ts";

/** What goes wrong on purpose: nothing, another thing, another colour (or look), or another place. */
export type Mistake = "none" | "object" | "colour" | "place";
/** `amount` 1 does the whole edit, 0.4 well under half of it. */
export type Variant = { amount: number; mistake: Mistake; random: Random };

/** A source picture, what is asked, and a way to do it well, by halves, or wrongly. */
export type EditCase = {
  spec: CaseSpec;
  photographs: Photograph[];
  instruction: string;
  source: Raster;
  /** Where the edit belongs, at the size of what `render` gives: changes elsewhere are collateral. */
  region: Mask;
  mistakes: Mistake[];
  render(variant: Variant): Promise<Raster>;
};

const another = <Name extends string>(names: readonly Name[], name: Name, random: Random): Name => random.pick(names.filter((other) => other !== name));
const article = (word: string) => (/^[aeiou]/i.test(word) ? `an ${word}` : `a ${word}`);

type Builder<Task extends CaseSpec["task"]> = (spec: Extract<CaseSpec, { task: Task }>, loader: PhotographLoader) => Promise<Omit<EditCase, "spec">>;

function subjectOf(photograph: Photograph): { name: string; mask: Mask } {
  if (!photograph.subject || !photograph.subjectMask) throw new RangeError(`${photograph.id} has no subject.`);
  return { name: photograph.subject.name, mask: photograph.subjectMask };
}

const buildColour: Builder<"color_alter"> = async (spec, loader) => {
  const photograph = await loader.load(spec.photograph);
  const isSky = spec.target === "sky";
  const mask = isSky ? photograph.skyMask : subjectOf(photograph).mask;
  if (!mask) throw new RangeError(`${spec.photograph} has no sky.`);
  const thing = isSky ? "sky" : subjectOf(photograph).name;
  return {
    photographs: [photograph],
    instruction: `Make the ${thing} ${spec.colour}.`,
    source: photograph.raster,
    region: mask,
    mistakes: ["colour", "object"],
    render: async ({ amount, mistake, random }) => {
      const colour = mistake === "colour" ? another(COLOUR_NAMES, spec.colour, random) : spec.colour;
      const place = mistake === "object" ? mapMask(mask, (value) => 1 - value) : amount < 1 ? upperPart(mask, amount) : mask;
      return recolour(photograph.raster, place, colour, Math.min(1, 0.55 + amount * 0.45));
    },
  };
};

const buildMaterial: Builder<"material_alter"> = async (spec, loader) => {
  const photograph = await loader.load(spec.photograph);
  const { name, mask } = subjectOf(photograph);
  return {
    photographs: [photograph],
    instruction: `Turn the ${name} into a statue made of ${spec.material}; keep everything else as it is.`,
    source: photograph.raster,
    region: mask,
    mistakes: ["colour", "object"],
    render: async ({ amount, mistake, random }) => {
      const material = mistake === "colour" ? another(MATERIAL_NAMES, spec.material, random) : spec.material;
      const place = mistake === "object" ? mapMask(mask, (value) => 1 - value) : amount < 1 ? upperPart(mask, amount) : mask;
      return applyMaterial(photograph.raster, place, material, Math.min(1, 0.5 + amount / 2));
    },
  };
};

export const STYLE_WORDS = { pencil: "a pencil drawing", watercolour: "a watercolour painting", poster: "a screen-printed poster", oil: "an oil painting" } as const;

const buildStyle: Builder<"style_change"> = async (spec, loader) => {
  const photograph = await loader.load(spec.photograph);
  return {
    photographs: [photograph],
    instruction: `Redraw this photograph as ${STYLE_WORDS[spec.style]}, with the same composition.`,
    source: photograph.raster,
    region: fullMask(photograph.raster),
    mistakes: ["colour"],
    render: ({ amount, mistake, random }) => applyStyle(photograph.raster, mistake === "colour" ? another(STYLE_NAMES, spec.style, random) : spec.style, amount),
  };
};

export const TONE_WORDS = {
  dusk: "Make it dusk, with a warm glow in the sky.",
  night: "Turn day into night.",
  sepia: "Give it the tone of an old sepia photograph.",
  winter: "Make it look like a frosty winter morning.",
  golden: "Bathe the scene in golden evening light.",
} as const;

const buildTone: Builder<"tone_transfer"> = async (spec, loader) => {
  const photograph = await loader.load(spec.photograph);
  return {
    photographs: [photograph],
    instruction: TONE_WORDS[spec.tone],
    source: photograph.raster,
    region: fullMask(photograph.raster),
    mistakes: ["colour"],
    render: async ({ amount, mistake, random }) => applyTone(photograph.raster, photograph.skyMask, mistake === "colour" ? another(TONE_NAMES, spec.tone, random) : spec.tone, amount),
  };
};

const shiftPlacement = (at: Placement, random: Random): Placement => ({ ...at, x: at.x > 0.5 ? at.x - random.between(0.3, 0.45) : at.x + random.between(0.3, 0.45), height: at.height * random.between(0.45, 0.65) });

/** Another cut-out, one that stands where this one stands if there is any: a wrong animal of matched size. */
async function wrongSubject(loader: PhotographLoader, id: string, avoid: string[], random: Random): Promise<Photograph> {
  const placed = loader.entries.find((entry) => entry.id === id)?.subject?.placed;
  const others = loader.entries.filter((entry) => entry.subject && entry.id !== id && !avoid.includes(entry.id));
  const alike = others.filter((entry) => entry.subject?.placed === placed);
  return loader.load(random.pick(alike.length > 0 ? alike : others).id);
}

const place = (base: Raster, from: Photograph, at: Placement): Promise<Pasted> => pasteSubject(base, from, at, { hasShadow: from.subject?.placed === "ground" });

const WHERE = { air: "in the sky", ground: "in front" } as const;

const buildAdd: Builder<"subject-add"> = async (spec, loader) => {
  const [photograph, cutOut] = [await loader.load(spec.photograph), await loader.load(spec.cutOut)];
  const done = await place(photograph.raster, cutOut, spec.at);
  const side = spec.at.x < 0.4 ? " on the left" : spec.at.x > 0.6 ? " on the right" : "";
  return {
    photographs: [photograph, cutOut],
    instruction: `Add ${article(subjectOf(cutOut).name)} ${WHERE[cutOut.subject?.placed ?? "ground"]}${side}.`,
    source: photograph.raster,
    region: done.mask,
    mistakes: ["object", "place"],
    render: async ({ amount, mistake, random }) => {
      const from = mistake === "object" ? await wrongSubject(loader, spec.cutOut, [], random) : cutOut;
      const at = mistake === "place" ? shiftPlacement(spec.at, random) : spec.at;
      const pasted = await place(photograph.raster, from, at);
      return amount < 1 ? blend(photograph.raster, pasted.raster, upperPart(pasted.mask, 0.35 + amount * 0.5), 0.4 + amount * 0.6) : pasted.raster;
    },
  };
};

const buildRemove: Builder<"subject-remove"> = async (spec, loader) => {
  const [photograph, cutOut] = [await loader.load(spec.photograph), await loader.load(spec.cutOut)];
  const before = await place(photograph.raster, cutOut, spec.at);
  return {
    photographs: [photograph, cutOut],
    instruction: `Remove the ${subjectOf(cutOut).name}.`,
    source: before.raster,
    region: before.mask,
    mistakes: ["object", "place"],
    render: async ({ amount, mistake, random }) => {
      if (mistake === "object") return (await place(photograph.raster, await wrongSubject(loader, spec.cutOut, [], random), spec.at)).raster;
      if (mistake === "place") return (await place(photograph.raster, cutOut, shiftPlacement(spec.at, random))).raster;
      // Half-done: part of the animal is still there, like a ghost.
      return amount < 1 ? blend(photograph.raster, before.raster, upperPart(before.mask, 1 - amount * 0.6), 1 - amount * 0.5) : photograph.raster;
    },
  };
};

const buildReplace: Builder<"subject-replace"> = async (spec, loader) => {
  const [photograph, cutOut, replacement] = [await loader.load(spec.photograph), await loader.load(spec.cutOut), await loader.load(spec.replacement)];
  const before = await place(photograph.raster, cutOut, spec.at);
  const after = await place(photograph.raster, replacement, spec.at);
  return {
    photographs: [photograph, cutOut, replacement],
    instruction: `Replace the ${subjectOf(cutOut).name} with ${article(subjectOf(replacement).name)}.`,
    source: before.raster,
    region: union(before.mask, after.mask),
    mistakes: ["object", "place"],
    render: async ({ amount, mistake, random }) => {
      if (mistake === "object") return (await place(photograph.raster, await wrongSubject(loader, spec.replacement, [spec.cutOut], random), spec.at)).raster;
      // The new one appears, and the old one stays.
      if (mistake === "place") return (await place(before.raster, replacement, shiftPlacement(spec.at, random))).raster;
      return amount < 1 ? blend(after.raster, before.raster, upperPart(before.mask, 0.9 - amount * 0.5)) : after.raster;
    },
  };
};

const MOTIONS: Record<Motion, { words: (name: string) => string; move: (at: Placement) => Placement }> = {
  turn: { words: (name) => `Make the ${name} face the other way.`, move: (at) => ({ ...at, flip: !at.flip }) },
  left: { words: (name) => `Move the ${name} to the left side of the picture.`, move: (at) => ({ ...at, x: 0.24 }) },
  right: { words: (name) => `Move the ${name} to the right side of the picture.`, move: (at) => ({ ...at, x: 0.76 }) },
  up: { words: (name) => `Let the ${name} fly higher.`, move: (at) => ({ ...at, bottom: Math.max(at.height, at.bottom - 0.22) }) },
};

const buildMotion: Builder<"motion_change"> = async (spec, loader) => {
  const [photograph, cutOut] = [await loader.load(spec.photograph), await loader.load(spec.cutOut)];
  const { words, move } = MOTIONS[spec.motion];
  const before = await place(photograph.raster, cutOut, spec.at);
  const target = move(spec.at);
  const after = await place(photograph.raster, cutOut, target);
  return {
    photographs: [photograph, cutOut],
    instruction: words(subjectOf(cutOut).name),
    source: before.raster,
    region: union(before.mask, after.mask),
    mistakes: ["object", "place"],
    render: async ({ amount, mistake, random }) => {
      if (mistake === "object") return (await place(photograph.raster, await wrongSubject(loader, spec.cutOut, [], random), target)).raster;
      if (mistake === "place") return (await place(photograph.raster, cutOut, { ...shiftPlacement(spec.at, random), height: spec.at.height })).raster;
      // Half-done: it is there twice, once faintly.
      return amount < 1 ? blend(after.raster, before.raster, before.mask, 1 - amount) : after.raster;
    },
  };
};

const buildCompose: Builder<"compose"> = async (spec, loader) => {
  const [photograph, cutOut] = [await loader.load(spec.photograph), await loader.load(spec.cutOut)];
  const done = await place(photograph.raster, cutOut, spec.at);
  const toned = (raster: Raster, amount: number) => applyTone(raster, photograph.skyMask, spec.tone, amount);
  return {
    photographs: [photograph, cutOut],
    instruction: `Add ${article(subjectOf(cutOut).name)} ${WHERE[cutOut.subject?.placed ?? "ground"]}. ${TONE_WORDS[spec.tone]}`,
    source: photograph.raster,
    region: fullMask(photograph.raster),
    mistakes: ["object", "colour", "place"],
    render: async ({ amount, mistake, random }) => {
      // Half-done: one of the two requests is forgotten.
      if (amount < 1) return random.chance(0.5) ? done.raster : toned(photograph.raster, 1);
      if (mistake === "colour") return applyTone(done.raster, photograph.skyMask, another(TONE_NAMES, spec.tone, random), 1);
      if (mistake === "object") return toned((await place(photograph.raster, await wrongSubject(loader, spec.cutOut, [], random), spec.at)).raster, 1);
      return toned((await place(photograph.raster, cutOut, mistake === "place" ? shiftPlacement(spec.at, random) : spec.at)).raster, 1);
    },
  };
};

const WHITE = 250;

const buildExtract: Builder<"extract"> = async (spec, loader) => {
  const photograph = await loader.load(spec.photograph);
  const { name, mask } = subjectOf(photograph);
  const white = mapPixels(photograph.raster, () => [WHITE, WHITE, WHITE]);
  return {
    photographs: [photograph],
    instruction: `Cut out the ${name} and put it on a plain white background.`,
    source: photograph.raster,
    region: fullMask(photograph.raster),
    mistakes: ["object"],
    render: async ({ amount, mistake }) => {
      const kept = mistake === "object" ? mapMask(mask, (value) => 1 - value) : amount < 1 ? mapMask(mask, (value) => Math.max(value, (1 - amount) * 0.75)) : mask;
      return blend(white, photograph.raster, kept);
    },
  };
};

const UNIQUE = /^[A-Z]|\b(of|island|mountains|memorial)\b/;
const nameScenery = (landmark: string) => (UNIQUE.test(landmark) ? `the ${landmark}` : article(landmark));

const buildBackground: Builder<"background_change"> = async (spec, loader) => {
  const [photograph, scenery] = [await loader.load(spec.photograph), await loader.load(spec.onto)];
  const { name } = subjectOf(photograph);
  const paste = async (behind: Photograph, at = spec.at) => (await place(behind.raster, photograph, at)).raster;
  return {
    photographs: [photograph, scenery],
    instruction: `Put the ${name} in front of ${nameScenery(scenery.landmark ?? "landscape")}.`,
    source: photograph.raster,
    region: fullMask(scenery.raster),
    mistakes: ["object", "place"],
    render: async ({ amount, mistake, random }) => {
      if (mistake === "object") {
        const other = await loader.load(random.pick(loader.entries.filter((entry) => entry.ground !== undefined && entry.id !== spec.onto)).id);
        const { width, height } = scenery.raster;
        return paste({ ...other, raster: await fromSharp(toSharp(other.raster).resize(width, height, { fit: "cover" })) });
      }
      if (mistake === "place") return paste(scenery, { ...spec.at, height: spec.at.height * 0.35, bottom: spec.at.bottom - 0.35 });
      return paste(amount < 1 ? { ...scenery, raster: blend(scenery.raster, mapPixels(scenery.raster, () => [188, 186, 182]), null, 1 - amount) } : scenery);
    },
  };
};

const BUILDERS: { [Task in CaseSpec["task"]]: Builder<Task> } = {
  color_alter: buildColour,
  material_alter: buildMaterial,
  style_change: buildStyle,
  tone_transfer: buildTone,
  background_change: buildBackground,
  extract: buildExtract,
  "subject-add": buildAdd,
  "subject-remove": buildRemove,
  "subject-replace": buildReplace,
  motion_change: buildMotion,
  compose: buildCompose,
};

/** Loads the photographs of a case and prepares its source. Throws RangeError when they lack what the task needs. */
export async function buildCase(spec: CaseSpec, loader: PhotographLoader): Promise<EditCase> {
  const build = BUILDERS[spec.task] as Builder<typeof spec.task>;
  return { spec, ...(await build(spec as never, loader)) };
}
