import { valueNoise } from "./noise.ts";
import type { Random } from "./random.ts";
import { blend, blurMask, fromSharp, mapMask, mapPixels, type Mask, type Raster, toSharp } from "./raster.ts";

/** Parts of a picture, at random places: where collateral changes and artefacts appear. */
function patches(raster: Raster, region: Mask, share: number, random: Random): Mask {
  const noise = valueNoise(raster, Math.max(8, Math.round(raster.width / 5)), random);
  const limit = 1 - share;
  return mapMask(region, (_value, index) => Math.max(0, Math.min(1, (noise[index]! - limit) * 8)));
}

/** Changes what nobody asked for, `severity` 0..1: light and colour of the rest, smoothed texture, or another framing. */
export async function addCollateral(edited: Raster, region: Mask, severity: number, random: Random): Promise<{ raster: Raster; kind: string }> {
  const rest = mapMask(await blurMask(region, edited.width / 120), (value) => 1 - value * 0.8);
  const kind = random.pick(["light", "texture", "framing", "colour"]);
  if (kind === "framing") {
    const inset = 0.03 + 0.09 * severity;
    const area = { left: Math.round(edited.width * inset * random.between(0.3, 1)), top: Math.round(edited.height * inset * random.between(0.3, 1)), width: Math.round(edited.width * (1 - 1.3 * inset)), height: Math.round(edited.height * (1 - 1.3 * inset)) };
    return { raster: await fromSharp(toSharp(edited).extract(area).resize(edited.width, edited.height, { fit: "fill" })), kind };
  }
  if (kind === "texture") {
    const smooth = await fromSharp(toSharp(edited).median(severity > 0.5 ? 9 : 5).modulate({ saturation: 1 + 0.3 * severity }));
    return { raster: blend(edited, smooth, rest, 0.5 + 0.5 * severity), kind };
  }
  if (kind === "light") {
    const brighter = random.chance(0.5) ? 1 + 0.3 * severity : 1 - 0.26 * severity;
    return { raster: blend(edited, mapPixels(edited, (r, g, b) => [r * brighter, g * brighter, b * brighter]), rest), kind };
  }
  const turned = await fromSharp(toSharp(edited).modulate({ hue: Math.round(random.pick([-1, 1]) * (14 + 46 * severity)), saturation: 1 + 0.35 * severity }));
  return { raster: blend(edited, turned, mapMask(patches(edited, region, 0.75, random), (value, index) => value * rest.data[index]!)), kind };
}

/** Drags colours sideways over `reach` pixels. */
async function smear(raster: Raster, reach: number): Promise<Raster> {
  const width = Math.max(3, 2 * Math.round(reach / 4) + 1);
  const kernel = [Array<number>(width).fill(0), Array<number>(width).fill(1), Array<number>(width).fill(0)].flat();
  const once = await fromSharp(toSharp(raster).convolve({ width, height: 3, kernel }));
  return fromSharp(toSharp(once).convolve({ width, height: 3, kernel }));
}

/** Leaves traces of bad editing in and around the region, `severity` 0..1: halo, blocks, smear, ghost or grain. */
export async function addArtefact(edited: Raster, region: Mask, severity: number, random: Random): Promise<{ raster: Raster; kind: string }> {
  const kind = random.pick(["halo", "blocks", "smear", "ghost", "grain"]);
  const around = await blurMask(region, edited.width / 60);
  const near = mapMask(around, (value) => Math.min(1, value * 1.6));
  if (kind === "halo") {
    const edge = mapMask(around, (value) => Math.max(0, 1 - Math.abs(value - 0.35) * 3.2));
    return { raster: blend(edited, mapPixels(edited, (r, g, b) => [r + 120, g + 118, b + 112]), edge, 0.12 + 0.7 * severity), kind };
  }
  if (kind === "blocks") {
    const size = Math.max(6, Math.round((edited.width / 64) * (0.5 + severity)));
    const small = await fromSharp(toSharp(edited).resize(Math.ceil(edited.width / size), Math.ceil(edited.height / size), { fit: "fill" }));
    const coarse = await fromSharp(toSharp(small).resize(edited.width, edited.height, { fit: "fill", kernel: "nearest" }));
    return { raster: blend(edited, coarse, mapMask(patches(edited, region, 0.55, random), (value, index) => value * near.data[index]!), 0.12 + 0.75 * severity), kind };
  }
  if (kind === "smear") return { raster: blend(edited, await smear(edited, (edited.width / 1024) * (14 + 60 * severity)), mapMask(patches(edited, region, 0.5, random), (value, index) => value * near.data[index]!), 0.5 + 0.5 * severity), kind };
  if (kind === "ghost") {
    const shift = Math.round(edited.width * (0.012 + 0.03 * severity));
    // Two steps: in one pipeline sharp would cut before it extends.
    const wider = await fromSharp(toSharp(edited).extend({ left: shift, extendWith: "copy" }));
    const moved = await fromSharp(toSharp(wider).extract({ left: 0, top: 0, width: edited.width, height: edited.height }));
    return { raster: blend(edited, moved, near, 0.14 + 0.4 * severity), kind };
  }
  const noise = valueNoise(edited, 1, random);
  const strength = 16 + 85 * severity;
  return { raster: blend(edited, mapPixels(edited, (r, g, b, pixel) => [r, g, b].map((value) => value + (noise[pixel]! - 0.5) * strength) as [number, number, number]), near), kind };
}

/** Loses detail everywhere, as a low-resolution editor does. */
export async function soften(raster: Raster, severity: number): Promise<Raster> {
  return fromSharp(toSharp(raster).blur(0.6 + 2.2 * severity * (raster.width / 1024)));
}
