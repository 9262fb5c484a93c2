import sharp from "sharp";
import type { Pixels } from "../../lib/image/align.ts";
import { averageOnGrid, type ChangedRegion } from "./changed-region.ts";
import { ANIMAL_CHANNELS, type NamedObject } from "./instruction-objects.ts";
import type { ModelSession } from "./session.ts";

/** How strongly the detector sees each of its classes at each place: channels × rows × columns, 0..1. */
export type Heat = { data: Float32Array; rows: number; columns: number };

const LONGEST = 320;
const MULTIPLE = 32;
const HEAT_STRIDE = 4;

const toMultiple = (side: number) => Math.max(MULTIPLE, Math.round(side / MULTIPLE) * MULTIPLE);

/** Runs the detector on a whole picture, stretched to sides that are multiples of 32, the longest 320. */
export async function findHeat(detector: ModelSession, { data, width, height }: Pixels): Promise<Heat> {
  const scale = LONGEST / Math.max(width, height);
  const [columns, rows] = [toMultiple(width * scale), toMultiple(height * scale)];
  const bytes = await sharp(data, { raw: { width, height, channels: 3 } }).resize(columns, rows, { fit: "fill" }).raw().toBuffer();
  const places = columns * rows;
  const picture = new Float32Array(3 * places);
  for (let at = 0; at < places; at += 1) for (let channel = 0; channel < 3; channel += 1) picture[channel * places + at] = bytes[at * 3 + channel]!;
  const { heat } = await detector.run({ picture: { data: picture, shape: [1, 3, rows, columns] } });
  return { data: heat!.data, rows: rows / HEAT_STRIDE, columns: columns / HEAT_STRIDE };
}

export const OBJECT_FEATURES = ["object.named", "object.unknown", "object.gain", "object.after", "object.before", "object.otherBefore", "object.otherGain", "object.margin", "object.elsewhere", "object.count", "object.countGain", "object.hasOld", "object.oldDrop", "object.oldOtherDrop", "object.oldAfter"] as const;
export type ObjectFeatures = Record<(typeof OBJECT_FEATURES)[number], number>;

const NOTHING: ObjectFeatures = Object.fromEntries(OBJECT_FEATURES.map((name) => [name, 0])) as ObjectFeatures;

type Place = { inside: Uint8Array };
/** Cells near the change: heat peaks in the middle of an object, which the change may surround. */
const GRID = 20;
const TOUCHED = 0.12;

function touchedCells({ inside }: ChangedRegion, canvas: { width: number; height: number }): Float32Array {
  return averageOnGrid(inside, canvas.width, canvas.height, GRID);
}

function spread(cells: Float32Array, { rows, columns }: Heat): Place {
  const inside = new Uint8Array(rows * columns);
  for (let at = 0; at < inside.length; at += 1) {
    const row = Math.min(GRID - 1, Math.floor((Math.floor(at / columns) * GRID) / rows));
    const column = Math.min(GRID - 1, Math.floor(((at % columns) * GRID) / columns));
    inside[at] = cells[row * GRID + column]! > TOUCHED ? 1 : 0;
  }
  return { inside };
}

/** The strongest heat of any of the channels, at the changed places or at the others. */
function peak({ data, rows, columns }: Heat, channels: readonly number[], { inside }: Place, wanted: 0 | 1): number {
  const places = rows * columns;
  let best = 0;
  for (const channel of channels) for (let at = 0; at < places; at += 1) if (inside[at] === wanted) best = Math.max(best, data[channel * places + at]!);
  return best;
}

const SEEN = 0.22;

/** Objects of these channels: places hotter than their surroundings. */
function countPeaks({ data, rows, columns }: Heat, channels: readonly number[]): number {
  const places = rows * columns;
  const joint = new Float32Array(places);
  for (const channel of channels) for (let at = 0; at < places; at += 1) joint[at] = Math.max(joint[at]!, data[channel * places + at]!);
  let count = 0;
  for (let at = 0; at < places; at += 1) {
    const here = joint[at]!;
    if (here < SEEN) continue;
    const [y, x] = [Math.floor(at / columns), at % columns];
    let isHighest = true;
    for (let row = Math.max(0, y - 4); row <= Math.min(rows - 1, y + 4) && isHighest; row += 1)
      for (let column = Math.max(0, x - 4); column <= Math.min(columns - 1, x + 4); column += 1) {
        const there = row * columns + column;
        const value = joint[there]!;
        if (value > here || (value === here && there < at)) isHighest = false;
      }
    if (isHighest) count += 1;
  }
  return count;
}

/**
 * Whether what the instruction names came, went or stayed, by the detector's heat at the changed places. `wanted` should be
 * there afterwards, `old` should not; zeros where nothing is named or the detector was not run.
 */
export function computeObjectFeatures(before: Heat, after: Heat, region: ChangedRegion, canvas: { width: number; height: number }, wanted: NamedObject | null, old: NamedObject | null): ObjectFeatures {
  const cells = touchedCells(region, canvas);
  const [then, now] = [spread(cells, before), spread(cells, after)];
  const features = { ...NOTHING };
  if (wanted) {
    const others = ANIMAL_CHANNELS.filter((channel) => !wanted.channels.includes(channel) && !(old?.channels ?? []).includes(channel));
    const gain = (channels: readonly number[]) => peak(after, channels, now, 1) - peak(before, channels, then, 1);
    const otherGain = Math.max(0, ...others.map((channel) => gain([channel])));
    features["object.named"] = 1;
    features["object.unknown"] = wanted.channels.length === 0 ? 1 : 0;
    features["object.gain"] = wanted.channels.length === 0 ? 0 : gain(wanted.channels);
    features["object.after"] = peak(after, wanted.channels, now, 1);
    features["object.before"] = peak(before, wanted.channels, then, 1);
    features["object.otherBefore"] = peak(before, others, then, 1);
    features["object.otherGain"] = otherGain;
    features["object.margin"] = features["object.gain"] - otherGain;
    features["object.elsewhere"] = peak(after, wanted.channels, now, 0);
    features["object.count"] = Math.log1p(countPeaks(after, wanted.channels));
    features["object.countGain"] = countPeaks(after, wanted.channels) - countPeaks(before, wanted.channels);
  }
  if (old) {
    const others = ANIMAL_CHANNELS.filter((channel) => !old.channels.includes(channel) && !(wanted?.channels ?? []).includes(channel));
    features["object.hasOld"] = 1;
    features["object.oldOtherDrop"] = Math.max(0, ...others.map((channel) => peak(before, [channel], then, 1) - peak(after, [channel], now, 1)));
    features["object.oldAfter"] = Math.max(peak(after, old.channels, now, 1), peak(after, old.channels, now, 0));
    features["object.oldDrop"] = peak(before, old.channels, then, 1) - peak(after, old.channels, now, 1);
  }
  return features;
}
