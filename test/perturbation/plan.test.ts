import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { TASK_TYPES } from "#lib/item/index.ts";
import { DEMO_PLAN, GENERATOR_NAMES, generateDemoItems, generateTrainingItems, listPhotographs, type PerturbedCandidate, type PerturbedItem } from "#lib/perturbation/index.ts";

const photographsDir = path.resolve(import.meta.dirname, "../../prisma/demo/photographs");
const FAULTS = ["none", "half_done", "over_edit", "wrong_object", "wrong_colour", "wrong_place", "artefact", "soft", "no_op"];

async function takeDemo(seed: number, count: number): Promise<PerturbedItem[]> {
  const items: PerturbedItem[] = [];
  for await (const item of generateDemoItems({ photographsDir, seed })) if (items.push(item) === count) break;
  return items;
}

async function makeTraining(options: { seed: number; count: number; photographsDir?: string; photographs?: string[]; taskTypes?: string[] }): Promise<PerturbedItem[]> {
  const items: PerturbedItem[] = [];
  for await (const item of generateTrainingItems({ photographsDir, maxSide: 96, ...options })) items.push(item);
  return items;
}

/** Mean absolute difference of two pictures at 48 × 48, 0..255. */
async function differ(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((bytes) => sharp(bytes).resize(48, 48, { fit: "fill" }).removeAlpha().raw().toBuffer()));
  return a!.reduce((sum, value, index) => sum + Math.abs(value - b![index]!), 0) / a!.length;
}

let items: PerturbedItem[];
let candidates: { candidate: PerturbedCandidate; item: PerturbedItem }[];
beforeAll(async () => {
  items = await makeTraining({ seed: 11, count: 33 });
  candidates = items.flatMap((item) => item.candidates.map((candidate) => ({ candidate, item })));
});

test("the plan of the demo covers at least 40 items, 160 candidates and 8 task types", async () => {
  const [item] = await takeDemo(1, 1);
  expect(item!.candidates).toHaveLength(4);
  expect(DEMO_PLAN.length).toBeGreaterThanOrEqual(40);
  expect(DEMO_PLAN.length * item!.candidates.length).toBeGreaterThanOrEqual(160);
  const taskTypes = [...new Set(DEMO_PLAN.map((planned) => planned.task))];
  expect(taskTypes.length).toBeGreaterThanOrEqual(8);
  expect(taskTypes.filter((task) => !TASK_TYPES.includes(task))).toEqual([]);
});

test("the plan names each case once, photographs that are there, and a translation for what is not English", async () => {
  const known = await listPhotographs(photographsDir);
  expect(new Set(DEMO_PLAN.map((planned) => planned.id)).size).toBe(DEMO_PLAN.length);
  for (const planned of DEMO_PLAN) {
    const named = ["photograph", "cutOut", "onto", "replacement"].flatMap((field) => (field in planned ? [String(planned[field as "photograph"])] : []));
    expect(named.filter((id) => !known.includes(id)), planned.id).toEqual([]);
    expect(planned.translation !== undefined, planned.id).toBe(planned.language === "zh");
    expect(/\p{Script=Han}/u.test(planned.instruction ?? ""), planned.id).toBe(planned.language === "zh");
  }
});

test("the demo is the same for the same seed and another for another", async () => {
  const [[one], [again], [other]] = await Promise.all([takeDemo(7, 1), takeDemo(7, 1), takeDemo(8, 1)]);
  expect(again).toEqual(one);
  expect(other!.sources).toEqual(one!.sources);
  const shared = other!.candidates.filter((candidate) => one!.candidates.some((before) => before.image.equals(candidate.image)));
  expect(shared).toEqual([]);
});

test("random cases are the same bytes for the same seed, however many are drawn", async () => {
  const again = await makeTraining({ seed: 11, count: 4 });
  expect(again).toEqual(items.slice(0, 4));
  const [other] = await makeTraining({ seed: 12, count: 1 });
  expect(other!.candidates.map((candidate) => candidate.seed)).not.toEqual(items[0]!.candidates.map((candidate) => candidate.seed));
});

test("every generator answers every case, in files of the type they claim", async () => {
  for (const item of items) {
    expect(item.candidates.map((candidate) => candidate.candidateId)).toEqual(GENERATOR_NAMES.map((name) => `${item.itemId}/${name}`));
    expect([item.sources.length, item.instruction.length > 5, item.licence.length > 2, item.origin.startsWith("http")]).toEqual([1, true, true, true]);
    expect(TASK_TYPES).toContain(item.taskType);
  }
  expect(new Set(items.map((item) => item.taskType)).size).toBeGreaterThanOrEqual(8);
  for (const { candidate } of candidates) expect((await sharp(candidate.image).metadata()).format).toBe(candidate.format);
});

test("each candidate is labelled with what was done, in its parameters too", () => {
  for (const { candidate, item } of candidates) {
    const { fault, severity, promptFollowing, consistency, visualQuality, overall } = candidate.labels;
    expect(FAULTS).toContain(fault);
    for (const share of [severity, promptFollowing, consistency, visualQuality, overall]) expect(share >= 0 && share <= 1, `${candidate.candidateId} ${share}`).toBe(true);
    expect(overall).toBeCloseTo(Math.sqrt(Math.min(promptFollowing, consistency) * visualQuality), 2);
    expect(fault === "none").toBe(severity === 0);
    expect(candidate.parameters).toMatchObject({ labels: candidate.labels, spec: { task: item.taskType, photograph: item.photograph } });
    expect(JSON.parse(JSON.stringify(candidate.parameters))).toEqual(candidate.parameters);
  }
  expect(new Set(candidates.map(({ candidate }) => candidate.labels.fault))).toEqual(new Set(FAULTS));
});

test("labels order faults as a person would: doing it well is best, doing nothing or the wrong thing worst", () => {
  const mean = (fault: string, label: "promptFollowing" | "consistency" | "visualQuality" | "overall") => {
    const found = candidates.filter(({ candidate }) => candidate.labels.fault === fault);
    return found.reduce((sum, { candidate }) => sum + candidate.labels[label], 0) / found.length;
  };
  for (const fault of FAULTS.slice(1)) expect(mean(fault, "overall"), fault).toBeLessThan(mean("none", "overall"));
  expect(mean("no_op", "promptFollowing")).toBeLessThan(mean("half_done", "promptFollowing"));
  expect(mean("no_op", "consistency")).toBe(1);
  expect(mean("over_edit", "consistency")).toBeLessThan(mean("artefact", "consistency"));
  expect(mean("artefact", "visualQuality")).toBeLessThan(mean("over_edit", "visualQuality"));
});

test("the pictures are what the labels say: where nothing was done nothing shows, where all was done it does", async () => {
  const changesOf = async (fault: string) => {
    const found = candidates.filter(({ candidate }) => candidate.labels.fault === fault);
    expect(found.length, fault).toBeGreaterThan(8);
    return (await Promise.all(found.map(({ candidate, item }) => differ(candidate.image, item.sources[0]!)))).toSorted((a, b) => a - b);
  };
  const untouched = await changesOf("no_op");
  const done = await changesOf("none");
  expect(untouched.at(-1)).toBeLessThan(7);
  expect(done[Math.floor(done.length / 2)]).toBeGreaterThan(2 * untouched[Math.floor(untouched.length / 2)]!);
});

test("a split by photographs gives what a folder without the others would, wrong cut-outs included", async () => {
  const allowed = ["horse", "camels", "goat", "penguin", "chambord", "eiffel-tower"];
  const folder = mkdtempSync(path.join(tmpdir(), "juxta-photographs-"));
  for (const name of readdirSync(photographsDir)) if (name !== "catalogue.json") symlinkSync(path.join(photographsDir, name), path.join(folder, name));
  const catalogue = JSON.parse(readFileSync(path.join(photographsDir, "catalogue.json"), "utf8")) as { id: string }[];
  writeFileSync(path.join(folder, "catalogue.json"), JSON.stringify(catalogue.filter((entry) => allowed.includes(entry.id))));
  const options = { seed: 5, count: 12 };
  expect(await makeTraining({ ...options, photographs: allowed })).toEqual(await makeTraining({ ...options, photographsDir: folder }));
  rmSync(folder, { recursive: true });
});

test("a split needs enough photographs; task types can be chosen", async () => {
  const chosen = await makeTraining({ seed: 5, count: 4, taskTypes: ["extract", "tone_transfer"] });
  expect(chosen.filter((item) => !["extract", "tone_transfer"].includes(item.taskType))).toEqual([]);
  await expect(makeTraining({ seed: 5, count: 1, photographs: ["horse"] })).rejects.toThrow(/too few/);
});
