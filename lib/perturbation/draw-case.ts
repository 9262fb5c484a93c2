import type { CaseSpec, Motion } from "./case-spec.ts";
import type { CatalogueEntry } from "./catalogue.ts";
import { COLOUR_NAMES } from "./colours.ts";
import { MATERIAL_NAMES } from "./materials.ts";
import type { Placement } from "./paste.ts";
import type { Random } from "./random.ts";
import { STYLE_NAMES } from "./styles.ts";
import { TONE_NAMES } from "./tones.ts";

type Task = CaseSpec["task"];
const TASKS: Task[] = ["color_alter", "material_alter", "style_change", "tone_transfer", "background_change", "extract", "subject-add", "subject-remove", "subject-replace", "motion_change", "compose"];
const MOTIONS: Motion[] = ["turn", "left", "right"];

function drawPlacement(scene: CatalogueEntry, placed: "ground" | "air", random: Random): Placement {
  const height = random.between(0.22, 0.48);
  if (placed === "air") return { x: random.between(0.18, 0.82), bottom: height + random.between(0.03, 0.2), height: height * 0.75, flip: random.chance(0.5) };
  return { x: random.between(0.22, 0.78), bottom: (scene.ground ?? 0.93) + random.between(-0.02, 0.03), height, flip: random.chance(0.5) };
}

/** A random case on the given photographs; null where they lack what a task needs. */
export function drawCase(entries: CatalogueEntry[], random: Random, tasks: string[] = TASKS): CaseSpec | null {
  const task = random.pick(TASKS.filter((name) => tasks.includes(name)));
  const subjects = entries.filter((entry) => entry.subject);
  const skies = entries.filter((entry) => entry.sky);
  const movable = subjects.filter((entry) => entry.subject?.placed);
  const scenes = skies.filter((entry) => entry.ground !== undefined);
  if (subjects.length === 0 || scenes.length === 0 || movable.length < 2) return null;
  const any = random.pick(entries).id;
  const subject = random.pick(subjects).id;
  if (task === "color_alter") {
    const isSky = random.chance(0.25);
    return { task, photograph: isSky ? random.pick(skies).id : subject, target: isSky ? "sky" : "subject", colour: random.pick(COLOUR_NAMES) };
  }
  if (task === "material_alter") return { task, photograph: subject, material: random.pick(MATERIAL_NAMES) };
  if (task === "style_change") return { task, photograph: any, style: random.pick(STYLE_NAMES) };
  if (task === "tone_transfer") return { task, photograph: any, tone: random.pick(TONE_NAMES) };
  if (task === "extract") return { task, photograph: subject };
  const scene = random.pick(scenes);
  const cutOut = random.pick(movable);
  const placed = cutOut.subject?.placed ?? "ground";
  const at = drawPlacement(scene, placed, random);
  if (task === "background_change") return { task, photograph: cutOut.id, onto: scene.id, at: { ...at, height: random.between(0.45, 0.7) } };
  if (task === "subject-replace") {
    const others = movable.filter((entry) => entry.id !== cutOut.id && entry.subject?.placed === placed);
    return others.length === 0 ? null : { task, photograph: scene.id, cutOut: cutOut.id, replacement: random.pick(others).id, at };
  }
  if (task === "motion_change") return { task, photograph: scene.id, cutOut: cutOut.id, at, motion: random.pick(MOTIONS) };
  if (task === "compose") return { task, photograph: scene.id, cutOut: cutOut.id, at, tone: random.pick(TONE_NAMES) };
  return { task, photograph: scene.id, cutOut: cutOut.id, at };
}
