import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { makeFormulaPictures } from "../../models/train/formula-pictures.ts";
import { PLAIN_FEATURES } from "../../workers/onnx/extract-features.ts";
import { loadStarterScorer, type StarterFailure, type StarterInput, type StarterScore, type StarterScorer } from "../../workers/onnx/starter-scorer.ts";

const MODELS = join(import.meta.dirname, "..", "..", "models");
const DIMENSIONS = ["prompt_following", "consistency", "visual_quality", "overall"] as const;
const score = z.object({ prompt_following: z.number(), consistency: z.number(), visual_quality: z.number(), overall: z.number() });
const pinned = z.object({ tolerance: z.number(), instruction: z.string(), taskType: z.string(), scores: z.array(score) });

function requireScore(result: StarterScore | StarterFailure | undefined): StarterScore {
  if (!result || "error" in result) throw new Error("expected a score", { cause: result?.error });
  return result;
}

function largestDifference(a: StarterScore, b: StarterScore): number {
  return Math.max(...DIMENSIONS.map((name) => Math.abs(a[name] - b[name])));
}

describe("the starter scorer", () => {
  let scorer: StarterScorer;
  let inputs: StarterInput[];

  beforeAll(async () => {
    scorer = await loadStarterScorer(MODELS);
    const { candidates, ...item } = await makeFormulaPictures();
    inputs = candidates.map((candidate) => ({ ...item, candidate }));
  });
  afterAll(() => scorer.dispose());

  it("has a version that is a hash and stays the same", async () => {
    const again = await loadStarterScorer(MODELS);
    expect(scorer.version).toMatch(/^[0-9a-f]{64}$/);
    expect(again.version).toBe(scorer.version);
    await again.dispose();
  });

  it("was trained on the features that this code measures, in this order", async () => {
    const manifest = z.object({ plainFeatures: z.array(z.string()) }).parse(JSON.parse(await readFile(join(MODELS, "starter", "manifest.json"), "utf8")));
    expect(manifest.plainFeatures).toEqual(PLAIN_FEATURES);
  });

  it("gives the pinned scores", async () => {
    const fixture = pinned.parse(JSON.parse(await readFile(join(MODELS, "starter", "parity.json"), "utf8")));
    const results = await scorer.score(inputs);
    expect(results).toHaveLength(fixture.scores.length);
    for (const [index, expected] of fixture.scores.entries()) expect(largestDifference(requireScore(results[index]), expected)).toBeLessThan(fixture.tolerance);
  });

  it("stays within 0 and 10, and says the same again, alone or in a batch, whatever the threads", async () => {
    const results = (await scorer.score(inputs, { sourceCacheKeys: ["one", "one", "one"] })).map(requireScore);
    for (const result of results) for (const name of DIMENSIONS) expect(result[name]).toBeGreaterThanOrEqual(0);
    for (const result of results) for (const name of DIMENSIONS) expect(result[name]).toBeLessThanOrEqual(10);
    const two = await loadStarterScorer(MODELS, { threads: 2 });
    for (const [index, input] of inputs.entries()) {
      expect(largestDifference(requireScore((await scorer.score([input]))[0]), results[index]!)).toBeLessThan(1e-3);
      expect(largestDifference(requireScore((await two.score([input]))[0]), results[index]!)).toBeLessThan(1e-3);
    }
    await two.dispose();
  });

  it("finds that an untouched picture does not follow the instruction and keeps everything", async () => {
    const [reddened, untouched] = (await scorer.score(inputs)).map(requireScore);
    expect(reddened!.prompt_following).toBeGreaterThan(untouched!.prompt_following);
    expect(untouched!.consistency).toBeGreaterThan(5);
  });

  it("lets a broken picture fail alone", async () => {
    const [first] = inputs;
    const cutOff = first!.candidate.subarray(0, first!.candidate.length >> 1);
    const results = await scorer.score([first!, { ...first!, candidate: cutOff }, { ...first!, source: Buffer.from("no picture") }, first!]);
    const [good, cut, lost, last] = results;
    expect(cut).toMatchObject({ error: { code: "picture_broken" } });
    expect(lost).toMatchObject({ error: { code: "picture_broken" } });
    expect(largestDifference(requireScore(good), requireScore(last))).toBe(0);
  });

  it("takes candidates of other sizes, shapes and formats, transparency and grey among them", async () => {
    const { source } = inputs[0]!;
    const variants = await Promise.all([
      sharp(source).resize(333, 250).jpeg({ quality: 90 }).toBuffer(),
      sharp(source).resize(120, 120, { fit: "cover" }).webp().toBuffer(),
      sharp(source).extend({ top: 40, bottom: 40, background: "#fff" }).png().toBuffer(),
      sharp(source).resize(90, 160, { fit: "fill" }).png().toBuffer(),
      sharp(source).ensureAlpha(0.5).png().toBuffer(),
      sharp(source).greyscale().toColourspace("b-w").png().toBuffer(),
      sharp(source).resize(1, 1).png().toBuffer(),
      sharp(source).resize(600, 4, { fit: "fill" }).png().toBuffer(),
    ]);
    const results = await scorer.score(variants.map((candidate) => ({ source, candidate, instruction: "Make the disc red.", taskType: null })));
    for (const result of results) for (const name of DIMENSIONS) expect(Number.isFinite(requireScore(result)[name])).toBe(true);
  });

  it("takes any instruction, task type and an empty batch", async () => {
    const [first] = inputs;
    const odd = [{ instruction: "", taskType: null }, { instruction: "把圆盘变成红色", taskType: "color_alter" }, { instruction: "x".repeat(20_000), taskType: "unheard_of" }, { instruction: "Add two horses on the left", taskType: null }, { instruction: "移除企鹅", taskType: null }, { instruction: "Replace the crab with a cat", taskType: "subject-replace" }];
    for (const result of await scorer.score(odd.map((words) => ({ ...first!, ...words })))) requireScore(result);
    expect(await scorer.score([])).toEqual([]);
  });
});
