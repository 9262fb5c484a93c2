import type { ChangedRegion } from "./changed-region.ts";
import type { CanvasView, PreparedPair } from "./prepare-pair.ts";

export const TEXTURE_FEATURES = ["texture.lean", "texture.leanGain", "texture.fine", "texture.fineGain", "texture.flat", "texture.flatGain", "texture.borderLight", "texture.insideNoise"] as const;
export type TextureFeatures = Record<(typeof TEXTURE_FEATURES)[number], number>;

/** Gradients below this (lightness × 255) count as flat. */
const FLAT = 1.5;

type Texture = { across: number; down: number; second: number; flat: number };

/** Weighted means of first differences along both sides, of the second difference, and the share of flat pixels. */
function measureTexture(view: CanvasView, weights: Float32Array): Texture {
  const { width, height, colours } = view;
  const { lightness } = colours;
  let [across, down, second, flat, total] = [0, 0, 0, 0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const weight = weights[at]!;
      if (weight < 0.05) continue;
      const here = lightness[at]!;
      const right = Math.abs(lightness[at + 1]! - here);
      const below = Math.abs(lightness[at + width]! - here);
      across += weight * right;
      down += weight * below;
      second += weight * Math.abs(4 * here - lightness[at - 1]! - lightness[at + 1]! - lightness[at - width]! - lightness[at + width]!);
      if (255 * (right + below) < FLAT) flat += weight;
      total += weight;
    }
  }
  if (total < 12) return { across: 0, down: 0, second: 0, flat: 0 };
  return { across: (255 * across) / total, down: (255 * down) / total, second: (255 * second) / total, flat: flat / total };
}

const lean = ({ across, down }: Texture) => Math.log((across + 0.3) / (down + 0.3));
const fine = ({ across, down, second }: Texture) => Math.log((second + 0.5) / (across + down + 0.5));

function borderLight(pair: PreparedPair, { inside }: ChangedRegion): number {
  const after = pair.view.colours.lightness;
  const before = pair.source.view.colours.lightness;
  let [sum, total] = [0, 0];
  for (let at = 0; at < inside.length; at += 1) {
    const weight = 4 * inside[at]! * (1 - inside[at]!);
    sum += weight * (after[at]! - before[at]!);
    total += weight;
  }
  return total < 12 ? 0 : sum / total;
}

/**
 * Texture of the changed region, in the candidate and as gain over the source: whether it leans to one side (smears), how
 * fine it is against its edges (grain, blur), how flat (blocks), and whether its border is lighter than before (halos).
 */
export function computeTextureStatistics(pair: PreparedPair, region: ChangedRegion): TextureFeatures {
  const after = measureTexture(pair.view, region.inside);
  const before = measureTexture(pair.source.view, region.inside);
  const around = measureTexture(pair.view, region.outside);
  return {
    "texture.lean": lean(after),
    "texture.leanGain": lean(after) - lean(before),
    "texture.fine": fine(after),
    "texture.fineGain": fine(after) - fine(before),
    "texture.flat": after.flat,
    "texture.flatGain": after.flat - before.flat,
    "texture.borderLight": borderLight(pair, region),
    "texture.insideNoise": fine(after) - fine(around),
  };
}
