import type { Region } from "#lib/judgment/index.ts";
import { type Box, boundsOf } from "#lib/region/index.ts";
import type { OnScreen } from "../picture-pane.tsx";
import { type Coverage, coveredBox, coverRuns, edgeAt, type Placed } from "./coverage.ts";
import { lookOfType, type TypeLook } from "./marks.ts";

/** Where the picture is, in pixels of the pane. */
type Where = Omit<OnScreen, "pinch">;

const MAX_RATIO = 2;
const FILL = 0.16;

/** Sets a canvas to the pane's size in device pixels, empties it, and says where the picture lies on it. */
export function prepareCanvas(canvas: HTMLCanvasElement, { box, left, top, scaleX, scaleY }: Where): { context: CanvasRenderingContext2D; placed: Placed; ratio: number } | null {
  const context = canvas.getContext("2d");
  if (!context) return null;
  const ratio = Math.min(MAX_RATIO, window.devicePixelRatio || 1);
  const [width, height] = [Math.max(1, Math.round(box.width * ratio)), Math.max(1, Math.round(box.height * ratio))];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.clearRect(0, 0, width, height);
  return { context, ratio, placed: { left: left * ratio, top: top * ratio, scaleX: scaleX * ratio, scaleY: scaleY * ratio } };
}

export function toScreen({ x, y, width, height }: Box, placed: Placed): Box {
  return { x: placed.left + x * placed.scaleX, y: placed.top + y * placed.scaleY, width: width * placed.scaleX, height: height * placed.scaleY };
}

/** A box as a coloured line between dark ones, so that it is seen on light and on dark pictures. */
export function drawBox(context: CanvasRenderingContext2D, box: Box, look: TypeLook, ratio: number, isSelected: boolean): void {
  context.save();
  context.globalAlpha = FILL;
  context.fillStyle = look.colour;
  context.fillRect(box.x, box.y, box.width, box.height);
  context.globalAlpha = 1;
  context.strokeStyle = "rgb(0 0 0 / 0.85)";
  context.lineWidth = (isSelected ? 6 : 4) * ratio;
  context.strokeRect(box.x, box.y, box.width, box.height);
  context.strokeStyle = isSelected ? "#ffffff" : look.colour;
  context.lineWidth = (isSelected ? 4 : 2) * ratio;
  context.setLineDash(isSelected ? [] : look.dash.map((length) => length * ratio));
  context.strokeRect(box.x, box.y, box.width, box.height);
  if (isSelected) {
    context.strokeStyle = look.colour;
    context.lineWidth = 2 * ratio;
    context.setLineDash(look.dash.map((length) => length * ratio));
    context.strokeRect(box.x, box.y, box.width, box.height);
  }
  context.restore();
}

function isOnDash(dash: readonly number[], at: number): boolean {
  let rest = at % (dash.reduce((sum, length) => sum + length, 0) || 1);
  for (const [index, length] of dash.entries()) {
    if (rest < length) return index % 2 === 0;
    rest -= length;
  }
  return true;
}

/** A painted area: a light tint inside, a coloured line at its edge and a dark one around it. */
export function drawCoverage(context: CanvasRenderingContext2D, coverage: Coverage, look: TypeLook, ratio: number, isSelected: boolean): void {
  const reach = Math.max(1, Math.round(ratio)) * (isSelected ? 2 : 1);
  const box = coveredBox(coverage, reach);
  if (!box) return;
  const image = new ImageData(box.width, box.height);
  const pixels = new Uint32Array(image.data.buffer);
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(look.colour.slice(at, at + 2), 16)) as [number, number, number];
  const rgba = (alpha: number) => ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  const [tint, line, dark] = [rgba(isSelected ? 90 : 50), rgba(255), 0xd9000000];
  for (let y = box.y, at = 0; y < box.y + box.height; y += 1) {
    for (let x = box.x; x < box.x + box.width; x += 1, at += 1) {
      const edge = edgeAt(coverage, x, y, reach);
      if (edge === 0) pixels[at] = coverage.inside[y * coverage.width + x] === 1 ? tint : 0;
      else pixels[at] = edge === 2 && isOnDash(look.dash, Math.floor((x + y) / ratio)) ? line : dark;
    }
  }
  const layer = new OffscreenCanvas(box.width, box.height);
  layer.getContext("2d")?.putImageData(image, 0, 0);
  context.drawImage(layer, box.x, box.y);
}

function drawTag(context: CanvasRenderingContext2D, words: string, box: Box, look: TypeLook, ratio: number): void {
  context.save();
  context.font = `600 ${11 * ratio}px "Inter Variable", system-ui, sans-serif`;
  const width = context.measureText(words).width + 8 * ratio;
  const height = 16 * ratio;
  const x = Math.max(0, Math.min(box.x, context.canvas.width - width));
  const y = Math.max(0, box.y - height);
  context.fillStyle = "rgb(0 0 0 / 0.85)";
  context.fillRect(x, y, width, height);
  context.fillStyle = look.colour;
  context.fillRect(x, y + height - 2 * ratio, width, 2 * ratio);
  context.fillStyle = "#ffffff";
  context.textBaseline = "middle";
  context.fillText(words, x + 4 * ratio, y + height / 2);
  context.restore();
}

export type DrawnRegion = { region: Region; tag: string; isSelected: boolean };

/** Draws regions over a picture `width` pixels wide; empties the canvas first. */
export function drawRegions(canvas: HTMLCanvasElement, where: Where, picture: { width: number }, types: readonly string[], drawn: readonly DrawnRegion[]): void {
  const prepared = prepareCanvas(canvas, where);
  if (!prepared) return;
  const { context, placed, ratio } = prepared;
  for (const { region, isSelected } of drawn) {
    const look = lookOfType(types, region.type);
    if (region.shape.kind === "box") drawBox(context, toScreen(region.shape, placed), look, ratio, isSelected);
    else drawCoverage(context, coverRuns(region.shape.runs, picture.width, placed, { width: canvas.width, height: canvas.height }), look, ratio, isSelected);
  }
  for (const { region, tag } of drawn) {
    const bounds = boundsOf(region.shape);
    if (bounds) drawTag(context, tag, toScreen(bounds, placed), lookOfType(types, region.type), ratio);
  }
}
