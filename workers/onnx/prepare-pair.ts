import sharp, { type Sharp } from "sharp";
import { align, type Alignment, layOver, type Pixels } from "../../lib/image/align.ts";
import { type ColourPlanes, toColourPlanes } from "./colour-planes.ts";
import { type FineDetail, measureFineDetail } from "./fine-detail.ts";
import { readPicture } from "./read-picture.ts";

/** Longest side of the canvas on which source and candidate are compared. */
const CANVAS_SIDE = 256;
const SMALL_SIDE = 320;
export const TRUNK_SIDE = 224;
const BLUR_SIGMA = 1;

type Size = { width: number; height: number };

/** One picture on the canvas; all planes have width × height values. */
export type CanvasView = Size & {
  pixels: Buffer;
  /** A little blurred, so that recompression does not count as change. */
  smooth: Buffer;
  colours: ColourPlanes;
  /** Length of the gradient of lightness ×255, central differences. */
  edges: Float32Array;
  /** Channel first, 0..1, the whole canvas stretched to 224 × 224. */
  trunkInput: Float32Array;
};

/** `small` is the picture at most 320 pixels on the longest side, what alignment is decided on. */
export type PreparedSource = { small: Pixels; original: Size; view: CanvasView; detail: FineDetail };
export type PreparedPair = { source: PreparedSource; view: CanvasView; detail: FineDetail; alignment: Alignment; covered: Uint8Array; sameBytes: boolean };

function fromRaw({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function computeEdges(lightness: Float32Array, { width, height }: Size): Float32Array {
  const edges = new Float32Array(lightness.length);
  for (let y = 0; y < height; y += 1) {
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x += 1) {
      const across = lightness[y * width + Math.min(width - 1, x + 1)]! - lightness[y * width + Math.max(0, x - 1)]!;
      const down = lightness[below + x]! - lightness[above + x]!;
      edges[y * width + x] = 255 * Math.sqrt(across * across + down * down);
    }
  }
  return edges;
}

async function makeTrunkInput(pixels: Pixels): Promise<Float32Array> {
  const bytes = await fromRaw(pixels).resize(TRUNK_SIDE, TRUNK_SIDE, { fit: "fill" }).raw().toBuffer();
  const places = TRUNK_SIDE * TRUNK_SIDE;
  const input = new Float32Array(3 * places);
  for (let at = 0; at < places; at += 1) {
    input[at] = bytes[at * 3]! / 255;
    input[places + at] = bytes[at * 3 + 1]! / 255;
    input[2 * places + at] = bytes[at * 3 + 2]! / 255;
  }
  return input;
}

async function makeView(canvas: Pixels): Promise<CanvasView> {
  const { width, height, data } = canvas;
  const [smooth, trunkInput] = await Promise.all([fromRaw(canvas).blur(BLUR_SIGMA).raw().toBuffer(), makeTrunkInput(canvas)]);
  const colours = toColourPlanes(data);
  return { width, height, pixels: data, smooth, colours, edges: computeEdges(colours.lightness, canvas), trunkInput };
}

async function shrink(picture: Pixels): Promise<Pixels> {
  const { data, info } = await fromRaw(picture).resize(SMALL_SIDE, SMALL_SIDE, { fit: "inside", withoutEnlargement: true }).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function canvasSize({ width, height }: Size): Size {
  const scale = CANVAS_SIDE / Math.max(width, height);
  return { width: Math.max(3, Math.round(width * scale)), height: Math.max(3, Math.round(height * scale)) };
}

/** Decodes a source and puts it on a canvas of its own shape, 256 pixels on the longest side. */
export async function prepareSource(bytes: Buffer): Promise<PreparedSource> {
  const picture = await readPicture(bytes);
  const { width, height } = canvasSize(picture);
  const small = await shrink(picture);
  const data = await fromRaw(small).resize(width, height, { fit: "fill" }).raw().toBuffer();
  return { small, original: picture.original, view: await makeView({ data, width, height }), detail: measureFineDetail(picture) };
}

/**
 * Decodes a candidate and lays it over its source's canvas, whatever its size: scaled if the shapes agree within 1.5 %,
 * else as the centre crop, padding or stretching that differs least from the source. Where the candidate does not reach,
 * the canvas keeps the source and `covered` is 0, so that nothing is held against or for it there.
 */
export async function preparePair(source: PreparedSource, bytes: Buffer): Promise<PreparedPair> {
  const picture = await readPicture(bytes);
  const small = await shrink(picture);
  const alignment = await align(small, source.small, { candidate: picture.original, source: source.original });
  const { width, height } = source.view;
  const { data, mask } = await layOver(small, alignment.covered, { width, height });
  const covered = new Uint8Array(width * height);
  for (let at = 0; at < covered.length; at += 1) {
    covered[at] = mask(at % width, Math.floor(at / width)) ? 1 : 0;
    if (covered[at] === 0) source.view.pixels.copy(data, at * 3, at * 3, at * 3 + 3);
  }
  const sameBytes = data.equals(source.view.pixels);
  return { source, view: sameBytes ? source.view : await makeView({ data, width, height }), detail: measureFineDetail(picture), alignment, covered, sameBytes };
}
