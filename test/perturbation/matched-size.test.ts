import path from "node:path";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { generateHardItems, HARD_KINDS, type PerturbedItem } from "#lib/perturbation/index.ts";

const photographsDir = path.resolve(import.meta.dirname, "../../prisma/demo/photographs");

async function make(options: { seed: number; count: number; photographs?: string[] }): Promise<PerturbedItem[]> {
  const items: PerturbedItem[] = [];
  for await (const item of generateHardItems({ photographsDir, maxSide: 128, ...options })) items.push(item);
  return items;
}

const kindOf = (generator: string) => generator.replace(/^hard-/, "");
const sizeOf = (parameters: Record<string, unknown>) => Number(parameters.size);

let items: PerturbedItem[];
beforeAll(async () => {
  items = await make({ seed: 3, count: 45 });
});

test("every item has one good edit first and wrong ones of known kinds", () => {
  for (const item of items) {
    const [good, ...wrong] = item.candidates;
    expect(good!.labels.fault).toBe("none");
    expect(wrong.length).toBeGreaterThan(0);
    for (const { generator, labels } of wrong) {
      expect(HARD_KINDS).toContain(kindOf(generator));
      expect(labels.overall).toBeLessThan(good!.labels.overall);
      expect(labels.overall).toBeCloseTo(Math.sqrt(Math.min(labels.promptFollowing, labels.consistency) * labels.visualQuality), 2);
    }
  }
  expect(new Set(items.flatMap((item) => item.candidates.slice(1).map(({ generator }) => kindOf(generator))))).toEqual(new Set(HARD_KINDS));
});

test("a wrong edit changes as much as the good one, sometimes more and sometimes less", () => {
  const ratios = items.flatMap(({ candidates: [good, ...wrong] }) => wrong.map(({ parameters }) => sizeOf(parameters) / sizeOf(good!.parameters)));
  for (const ratio of ratios) expect(ratio > 0.83 && ratio < 1.18, String(ratio)).toBe(true);
  const larger = ratios.filter((ratio) => ratio > 1).length / ratios.length;
  expect(larger > 0.3 && larger < 0.7, String(larger)).toBe(true);
});

test("the sizes are those of the pictures as they are encoded", async () => {
  for (const item of items.slice(0, 4)) {
    const [source, ...edits] = await Promise.all([item.sources[0]!, ...item.candidates.map(({ image }) => image)].map((bytes) => sharp(bytes).removeAlpha().toColourspace("srgb").raw().toBuffer()));
    for (const [index, edit] of edits.entries()) {
      const found = edit.reduce((sum, value, at) => sum + Math.abs(value - source![at]!), 0) / edit.length;
      expect(Math.abs(found - sizeOf(item.candidates[index]!.parameters))).toBeLessThan(6);
    }
  }
});

test("instructions are English and Chinese, and the same seed gives the same bytes", async () => {
  for (const { language, instruction } of items) expect(/\p{Script=Han}/u.test(instruction)).toBe(language === "zh");
  expect(new Set(items.map(({ language }) => language))).toEqual(new Set(["en", "zh"]));
  expect(await make({ seed: 3, count: 3 })).toEqual(items.slice(0, 3));
});

test("photographs can be held out, and too few are refused", async () => {
  const photographs = ["penguin", "camels", "crab", "great-pyramid", "eiffel-tower"];
  const held = await make({ seed: 4, count: 6, photographs });
  expect(held.every((item) => photographs.includes(item.photograph))).toBe(true);
  await expect(make({ seed: 4, count: 1, photographs: ["great-wall"] })).rejects.toThrow(/too few/);
});
